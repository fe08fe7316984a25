import { spawn } from 'node:child_process'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { startBulkJob } from '@/server/modules/inbox/start-bulk-job'
import { addPerson } from '@/test/support/exceptions'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop

const jobRow = async (jobId: string) => {
  const [row] = await sql`select status, total, done, refused from bulk_jobs where id = ${jobId}`
  return row
}

/** Adds orders whose card was declined, all with the same cause; a retry will succeed. */
async function addDeclined(count: number): Promise<{ orderId: string; reference: string }[]> {
  const orders: { orderId: string; reference: string }[] = []
  for (let i = 0; i < count; i += 1) {
    const { orderId, reference, paymentId } = await shop.addPaidOrder({ sentinel: 'decline' })
    await shop.place(orderId)
    const good = await shop.addPaidOrder()
    await sql`update payments set gateway_reference = ${good.reference} where id = ${paymentId}`
    orders.push({ orderId, reference: good.reference })
    expect(reference).not.toBe(good.reference)
  }
  return orders
}

/** Runs a job in a separate process and kills it with SIGKILL once some rows are done. */
async function killPartway(jobId: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/pipeline/child-process.ts', 'bulk-job', jobId],
    { env: process.env, stdio: 'inherit' },
  )
  await vi.waitFor(async () => expect((await jobRow(jobId))?.done).toBeGreaterThan(3), {
    timeout: 60_000,
    interval: 5,
  })
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))
}

test('a killed job continues, and no order is retried twice', {
  timeout: 180_000,
}, async () => {
  const lead = await addPerson(sql, 'Grace Hopper', 'lead')
  const orders = await addDeclined(24)
  const jobId = uuidv7()
  await startBulkJob(
    {
      jobId,
      kind: 'exceptions.retry',
      filter: { inbox: { tab: 'unassigned', kind: 'payment_declined' } },
      payload: { reason: 'The bank is back' },
    },
    lead,
  )
  await killPartway(jobId)
  const killed = await jobRow(jobId)
  expect(killed).toMatchObject({ status: 'running', total: 24 })
  expect(killed?.done).toBeLessThan(24)

  const [run] = engine.accept({ name: 'bulk-job/requested', data: { jobId, requestId: 'test' } })
  if (!run) throw new Error('The event started nothing.')
  await engine.finish(run)
  expect(await jobRow(jobId)).toEqual({ status: 'done', total: 24, done: 24, refused: 0 })
  const resumed = await sql`select data->>'orderId' as id, count(*)::int as n from outbox
    where name = 'order/resumed' group by 1`
  expect(resumed).toHaveLength(24)
  expect(new Set(resumed.map(({ n }) => n))).toEqual(new Set([1]))
  await engine.drain()
  for (const { orderId, reference } of orders) {
    expect((await shop.order(orderId)).status).toBe('completed')
    expect((await shop.ledger(reference)).keys).toMatchObject([{ action: 'capture', applied: 1 }])
  }
  const open = await sql`select 1 from exceptions where status not in ('resolved', 'ignored')`
  expect(open).toHaveLength(0)
})

test('a killed job resends each receipt once', {
  timeout: 180_000,
}, async () => {
  const lead = await addPerson(sql, 'Ada Lovelace', 'lead')
  const ids: string[] = []
  for (let i = 0; i < 12; i += 1) {
    const { orderId } = await shop.addPaidOrder()
    await shop.place(orderId)
    ids.push(orderId)
  }
  const jobId = uuidv7()
  const request = { jobId, kind: 'orders.resend_receipt' as const, filter: { ids }, payload: {} }
  await startBulkJob(request, lead)
  await killPartway(jobId)
  const [run] = engine.accept({ name: 'bulk-job/requested', data: { jobId, requestId: 'test' } })
  if (!run) throw new Error('The event started nothing.')
  await engine.finish(run)
  expect(await jobRow(jobId)).toEqual({ status: 'done', total: 12, done: 12, refused: 0 })
  const requests =
    await sql`select data->>'orderId' as id from outbox where name = 'receipt/requested'`
  expect(requests.map(({ id }) => id).sort()).toEqual([...ids].sort())
})

test('the inbox sweep is a pipeline function', async () => {
  // Digests depend on the time of day, so they are off.
  await sql`insert into role_alerts (role, has_alerts, has_digest) values ('lead', true, false)`
  const cron = engine.startFunction('sweep-inbox', { cron: '* * * * *' })
  await engine.finish(cron)
  expect(cron.result).toEqual({
    exceptions: { woken: 0, returned: 0 },
    jobs: { resumed: 0 },
    breakers: { called: 0 },
    alerts: { sent: 0, digests: 0 },
  })
})
