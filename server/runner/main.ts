import { setTimeout as delay } from 'node:timers/promises'
import { requireAppliedPatches } from '@/db/applied-patches'
import { closeDb } from '@/db/client'
import { logger } from '../log'
import { parseRunnerEnv } from './runner-env'
import { type Runner, startRunner } from './start-runner'

const log = logger('runner')
const MAX_START_ATTEMPTS = 30
let runner: Runner | undefined
let isEnding = false

/** Ends the process within 5 s, even if stopping hangs. */
async function end(code: number, reason: string): Promise<void> {
  if (isEnding) return
  isEnding = true
  setTimeout(() => process.exit(code || 1), 4_500).unref()
  log.info({ code, reason }, 'runner stopping')
  if (code === 0) {
    await runner
      ?.stop()
      .catch((error: unknown) => log.error({ err: error }, 'could not stop the runner'))
    await closeDb().catch(() => {})
  }
  process.exit(code)
}

/** Starts the runner. Retries for half a minute while Postgres is unreachable: it may be starting too. */
async function start(): Promise<void> {
  requireAppliedPatches()
  const env = parseRunnerEnv(process.env)
  for (let attempt = 1; ; attempt++) {
    try {
      runner = await startRunner({
        databaseUrl: env.DATABASE_URL,
        appUrl: env.AFTERCART_APP_URL,
        port: env.AFTERCART_RUNNER_PORT,
        signingKey: env.INNGEST_SIGNING_KEY,
        eventKey: env.INNGEST_EVENT_KEY,
        concurrency: env.AFTERCART_RUNNER_CONCURRENCY,
        retryScale: env.AFTERCART_RETRY_SCALE,
        log,
        onFatal: (reason) => void end(1, reason),
      })
      return log.info({ port: runner.port }, 'runner listening')
    } catch (error) {
      if (attempt === MAX_START_ATTEMPTS || !isConnectionProblem(error)) throw error
      log.warn({ err: error }, 'the database does not respond yet')
      await delay(1_000)
    }
  }
}

function isConnectionProblem(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && /^(ECONN|ETIMEDOUT|57P0|08|CONNECT)/.test(String(cause.code)))
      return true
  return false
}

process.on('SIGTERM', () => void end(0, 'SIGTERM'))
process.on('SIGINT', () => void end(0, 'SIGINT'))
process.on('disconnect', () => void end(0, 'the parent process ended'))
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception')
  void end(1, 'uncaught exception')
})

start().catch((error: unknown) => {
  log.fatal({ err: error }, 'could not start the runner')
  void end(1, error instanceof Error ? error.message : String(error))
})
