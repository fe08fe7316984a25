import { requireAppliedPatches } from '@/db/applied-patches'
import { stampPeerAddresses } from './auth/client-address'
import { parseEnv } from './env'
import { logger } from './log'
import { flushAtStart } from './pipeline/upkeep/flush-outbox'

/**
 * Checks the patches and the environment and prepares the process before it answers: a missing patch
 * or a wrong variable ends it with one line. What waited in the outbox while nothing ran is sent on.
 */
export function startApp(): void {
  try {
    requireAppliedPatches()
    const { PORT } = parseEnv(process.env)
    // next-auth reads it from here; on Vercel it takes the platform's address instead.
    if (!process.env.VERCEL) process.env.NEXTAUTH_URL ||= `http://localhost:${PORT}`
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  stampPeerAddresses()
  flushAtStart()
}

/** Logs what escaped from a page or a route. */
export function logRequestError(error: unknown, about: Record<string, string | undefined>): void {
  logger('app').error({ err: error, ...about }, 'a request failed')
}
