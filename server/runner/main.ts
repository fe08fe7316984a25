import { setTimeout as delay } from 'node:timers/promises'
import { requireAppliedPatches } from '@/db/applied-patches'
import { closeDb } from '@/db/client'
import { logger } from '../log'
import { parseRunnerEnv } from './runner-env'
import { type Runner, startRunner } from './start-runner'

const log = logger('runner')
const START_TRIES = 30
let runner: Runner | undefined
let isEnding = false

/** Ends the process within 5 s, whatever hangs. */
async function end(code: number, reason: string): Promise<void> {
  if (isEnding) return
  isEnding = true
  setTimeout(() => process.exit(code || 1), 4_500).unref()
  log.info({ code, reason }, 'runner ends')
  if (code === 0) {
    await runner?.stop().catch((error: unknown) => log.error({ err: error }, 'stop failed'))
    await closeDb().catch(() => {})
  }
  process.exit(code)
}

/** Postgres may be starting too: for half a minute its absence is no reason to give up. */
async function start(): Promise<void> {
  requireAppliedPatches()
  const env = parseRunnerEnv(process.env)
  for (let tries = 1; ; tries++) {
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
      return log.info({ port: runner.port }, 'runner listens')
    } catch (error) {
      if (tries === START_TRIES || !isConnectionProblem(error)) throw error
      log.warn({ err: error }, 'the database does not answer yet')
      await delay(1_000)
    }
  }
}

function isConnectionProblem(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(ECONN|ETIMEDOUT|57P0|08|CONNECT)/.test(code)
}

process.on('SIGTERM', () => void end(0, 'SIGTERM'))
process.on('SIGINT', () => void end(0, 'SIGINT'))
process.on('disconnect', () => void end(0, 'the parent process ended'))
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught')
  void end(1, 'uncaught error')
})

start().catch((error: unknown) => {
  log.fatal({ err: error }, 'runner could not start')
  void end(1, error instanceof Error ? error.message : String(error))
})
