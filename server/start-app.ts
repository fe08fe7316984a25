import { requireAppliedPatches } from '@/db/applied-patches'
import { stampPeerAddresses } from './auth/client-address'
import { parseEnv } from './env'
import { logger } from './log'
import { flushAtStart } from './pipeline/upkeep/flush-outbox'

/**
 * Checks the patches and the environment before the process serves requests: a missing patch or an
 * invalid variable ends it with one line. Then sends the events that waited in the outbox.
 */
export function startApp(): void {
  try {
    requireAppliedPatches()
    const { PORT } = parseEnv(process.env)
    // next-auth reads NEXTAUTH_URL; on Vercel it uses the platform's URL instead.
    if (!process.env.VERCEL) process.env.NEXTAUTH_URL ||= `http://localhost:${PORT}`
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  stampPeerAddresses()
  flushAtStart()
}

/** Logs an uncaught error of a page or route. */
export function logRequestError(error: unknown, about: Record<string, string | undefined>): void {
  logger('app').error({ err: error, ...about }, 'a request failed')
}
