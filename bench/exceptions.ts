import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { sandboxEmail, sessionCookie } from '../e2e/support/session'
import { type BenchRun, type Entry, latency, timeEach } from './measure'

const SAMPLES = 100
const ACCEPTS = 5
/** The maximum of a bulk job, and the size of the largest kind in the seeded inbox. */
const BULK_ROWS = 10_000

/** Measures the inbox as the browser requests it, and the acceptance of a bulk retry of ten thousand. */
export async function benchExceptions({
  portalUrl,
  caller,
  sql,
  isWanted,
}: BenchRun): Promise<Entry[]> {
  const entries: Entry[] = []
  const add = async (name: string, call: Call, floor: Call, floorIs: string, samples = SAMPLES) => {
    if (!isWanted(name)) return
    const times = await timeEach(samples, call)
    entries.push(latency(name, times, await timeEach(samples, floor), floorIs))
  }
  await add(
    'exceptions.list',
    () => caller('exceptions.list', { filter: {}, sort: 'oldest' }),
    () => sql`select * from exceptions where status not in ('resolved', 'ignored')
      order by opened_at, id limit 50`,
    'the same rows by raw SQL',
  )
  await add(
    'exceptions.groups',
    () => caller('exceptions.groups', { filter: {} }),
    () => sql`select fingerprint, currency, count(*), sum(amount_minor), min(opened_at)
      from exceptions where status not in ('resolved', 'ignored') group by 1, 2`,
    'the same sums by raw SQL',
  )
  const run = { portalUrl, caller, sql, isWanted }
  await add(
    'exceptions.bulk_accept',
    async () => stop(sql, await acceptBulkRetry(run)),
    () => sql`select count(*) from exceptions where kind = 'payment_declined'
      and status not in ('resolved', 'ignored')`,
    'counting the same rows by raw SQL',
    ACCEPTS,
  )
  return entries
}

const cookies = new Map<string, Promise<string>>()

/** Signs in once; sign-in is not measured. */
function leadCookie(portalUrl: string): Promise<string> {
  const cookie = cookies.get(portalUrl) ?? sessionCookie(portalUrl, sandboxEmail('lead'))
  cookies.set(portalUrl, cookie)
  return cookie
}

type Call = (i: number) => Promise<unknown>

/** Starts a bulk retry of one kind; returns the job's id. */
export async function acceptBulkRetry({ portalUrl }: BenchRun): Promise<string> {
  const cookie = await leadCookie(portalUrl)
  const jobId = randomUUID()
  const answer = await fetch(`${portalUrl}/api/trpc/bulk.start`, {
    method: 'POST',
    headers: { cookie, origin: portalUrl, 'content-type': 'application/json' },
    body: JSON.stringify({
      json: {
        jobId,
        kind: 'exceptions.retry',
        filter: { inbox: { tab: 'all', kind: 'payment_declined' } },
        payload: { reason: 'The bank has recovered' },
      },
    }),
  })
  const body = await answer.text()
  const total = Number(/"total":(\d+)/.exec(body)?.[1])
  if (!answer.ok || !(Math.abs(total - BULK_ROWS) <= BULK_ROWS / 20))
    throw new Error(`bulk.start of about ${BULK_ROWS} rows answered ${answer.status} ${body}`)
  console.error(`a bulk retry of ${total} was accepted`)
  return jobId
}

/** Only the acceptance is measured; the job would retry orders that are seeded as done. */
async function stop(sql: postgres.Sql, jobId: string): Promise<void> {
  await sql`update bulk_jobs set status = 'canceled', finished_at = now() where id = ${jobId}`
}
