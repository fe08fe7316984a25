import { getDb } from '@/db/client'
import { pingDatabase } from '@/db/queries/pipeline/health'
import { getOutboxBacklog } from '@/db/queries/pipeline/outbox'
import type { Env } from './env'
import { logger } from './log'

/** How one part is, and why, in words for the person who watches. */
export type Check = { status: 'ok' | 'failing'; why: string }
export type Health = { status: 'ok' | 'failing'; checks: Record<string, Check> }

/** Each check has this long; whoever polls wants an answer rather than the truth. */
const LIMIT_MS = 2000
/** Events leave within a second; after a minute nobody is sending them. */
const MAX_WAIT_SECONDS = 60

type EngineSettings = Pick<Env, 'AFTERCART_ENGINE' | 'INNGEST_BASE_URL' | 'INNGEST_DEV'>

/** How the parts are that the main job needs. Answers within two seconds, whatever hangs. */
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
  return ok('The database answers.')
}

async function checkOutbox(): Promise<Check> {
  const { waiting, oldestSeconds } = await getOutboxBacklog(getDb())
  if (waiting === 0) return ok('No event waits to be sent to the pipeline.')
  const backlog = `${waiting} events wait to be sent to the pipeline, the oldest for ${Math.round(oldestSeconds)} s`
  if (oldestSeconds < MAX_WAIT_SECONDS) return ok(`${backlog}.`)
  return failing(`${backlog}; more than ${MAX_WAIT_SECONDS} s means that nobody sends them.`)
}

async function checkEngine(settings: EngineSettings): Promise<Check> {
  const { AFTERCART_ENGINE, INNGEST_BASE_URL } = settings
  if (AFTERCART_ENGINE === 'embedded') {
    if (!INNGEST_BASE_URL) return failing('Nobody told the app where the embedded runner is.')
    const answer = await get(`${INNGEST_BASE_URL}/health`)
    if (answer.ok) return ok('The embedded runner answers and knows the functions.')
    return failing(`The embedded runner is not well (it answered ${answer.status}).`)
  }
  const server = INNGEST_BASE_URL ?? devServer(settings.INNGEST_DEV)
  if (!server) return ok('Inngest Cloud runs the pipeline; the outbox tells if it takes events.')
  const answer = await get(`${server}/health`)
  // Any answer of its own says that it is there; only a gateway in front says that it is not.
  if (answer.status < 500) return ok('The Inngest server answers.')
  return failing(`The Inngest server answered ${answer.status}.`)
}

/** The SDK's default address of the dev server. */
function devServer(setting: string | undefined): string | undefined {
  if (setting === undefined || ['0', 'false'].includes(setting)) return undefined
  return ['1', 'true'].includes(setting) ? 'http://localhost:8288' : setting
}

const get = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'manual', cache: 'no-store' })

const FAILURES: Record<string, string> = {
  database: 'The database could not be asked.',
  engine: 'The engine that runs the pipeline could not be reached.',
  outbox: 'The outbox could not be read, because the database could not be asked.',
}

const running = new Map<string, Promise<Check>>()

/**
 * Runs a check for at most `LIMIT_MS`. One that hangs is not started again beside itself, so that
 * polling never piles up work on a database that does not answer.
 */
async function limited(name: string, check: () => Promise<Check>): Promise<Check> {
  const pending = running.get(name) ?? start(name, check)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Check>((done) => {
    timer = setTimeout(() => done(failing(`No answer within ${LIMIT_MS / 1000} s.`)), LIMIT_MS)
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
