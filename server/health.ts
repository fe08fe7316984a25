import { getDb } from '@/db/client'
import { pingDatabase } from '@/db/queries/pipeline/health'
import { getOutboxBacklog } from '@/db/queries/pipeline/outbox'
import type { Env } from './env'
import { logger } from './log'

/** The state of one component and the reason, for an operator. */
export type Check = { status: 'ok' | 'failing'; why: string }
export type Health = { status: 'ok' | 'failing'; checks: Record<string, Check> }

/** Time limit of each check: a poller needs a response more than a complete one. */
const LIMIT_MS = 2000
/** Events are normally sent within a second; after a minute the sender has stopped. */
const MAX_WAIT_SECONDS = 60

type EngineSettings = Pick<Env, 'AFTERCART_ENGINE' | 'INNGEST_BASE_URL' | 'INNGEST_DEV'>

/** Checks the database, the engine and the outbox. Returns within two seconds even if one hangs. */
export async function checkHealth(settings: EngineSettings): Promise<Health> {
  const [database, engine, outbox] = await Promise.all([
    limited('database', checkDatabase),
    limited('engine', () => checkEngine(settings)),
    limited('outbox', checkOutbox),
  ])
  const isOk = [database, engine, outbox].every(({ status }) => status === 'ok')
  return { status: isOk ? 'ok' : 'failing', checks: { database, engine, outbox } }
}

const ok = (why: string): Check => ({ status: 'ok', why })
const failing = (why: string): Check => ({ status: 'failing', why })

async function checkDatabase(): Promise<Check> {
  await pingDatabase(getDb())
  return ok('The database responds.')
}

async function checkOutbox(): Promise<Check> {
  const { waiting, oldestSeconds } = await getOutboxBacklog(getDb())
  if (waiting === 0) return ok('The outbox is empty.')
  const backlog = `${waiting} events are waiting in the outbox, the oldest for ${Math.round(oldestSeconds)} s`
  if (oldestSeconds < MAX_WAIT_SECONDS) return ok(`${backlog}.`)
  return failing(`${backlog}; after more than ${MAX_WAIT_SECONDS} s, no process is sending them.`)
}

async function checkEngine(settings: EngineSettings): Promise<Check> {
  const { AFTERCART_ENGINE, INNGEST_BASE_URL } = settings
  if (AFTERCART_ENGINE === 'embedded') {
    if (!INNGEST_BASE_URL)
      return failing("INNGEST_BASE_URL is not set, so the embedded runner can't be reached.")
    const answer = await get(`${INNGEST_BASE_URL}/health`)
    if (answer.ok) return ok('The embedded runner responds and has registered the functions.')
    return failing(`The embedded runner is unhealthy (status ${answer.status}).`)
  }
  const server = INNGEST_BASE_URL ?? devServer(settings.INNGEST_DEV)
  if (!server)
    return ok('Inngest Cloud runs the pipeline; the outbox check shows whether it accepts events.')
  const answer = await get(`${server}/health`)
  // Any response from the server itself means it is running; a 5xx comes from a gateway in front.
  if (answer.status < 500) return ok('The Inngest server responds.')
  return failing(`The Inngest server responded with status ${answer.status}.`)
}

/** Returns the dev server's URL; `1` means the SDK's default. */
function devServer(setting: string | undefined): string | undefined {
  if (setting === undefined || ['0', 'false'].includes(setting)) return undefined
  return ['1', 'true'].includes(setting) ? 'http://localhost:8288' : setting
}

const get = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'manual', cache: 'no-store' })

const FAILURES: Record<string, string> = {
  database: 'The database did not respond.',
  engine: 'The pipeline engine could not be reached.',
  outbox: 'The outbox could not be read because the database did not respond.',
}

const running = new Map<string, Promise<Check>>()

/**
 * Runs a check for at most `LIMIT_MS`. A hanging check is not started a second time, so polling never
 * piles up work on an unresponsive database.
 */
async function limited(name: string, check: () => Promise<Check>): Promise<Check> {
  const pending = running.get(name) ?? start(name, check)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Check>((done) => {
    timer = setTimeout(() => done(failing(`No response within ${LIMIT_MS / 1000} s.`)), LIMIT_MS)
  })
  try {
    return await Promise.race([pending, late])
  } finally {
    clearTimeout(timer)
  }
}

function start(name: string, check: () => Promise<Check>): Promise<Check> {
  const started = check()
    .catch((error: unknown) => {
      logger('health').info({ err: error, check: name }, 'a check failed')
      return failing(FAILURES[name] ?? 'The check failed.')
    })
    .finally(() => running.delete(name))
  running.set(name, started)
  return started
}
