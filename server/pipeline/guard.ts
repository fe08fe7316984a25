import { RetryAfterError } from 'inngest'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { env } from '@/server/env'
import { logger, withRequestId } from '@/server/log'
import { describeError } from '@/server/modules/exceptions/describe-error'

const log = logger('pipeline')

/** How soon to come back to a database that was away. */
const OUTAGE_SECONDS = 10

type Again = { outcome: 'again'; afterSeconds: number; message: string }

/**
 * Executes a step's work for the engine. What it throws goes to the engine without personal data,
 * and an answer of `again` becomes the one error that tells every engine when to come back.
 * @throws RetryAfterError when the work asks for it or the database was away; Error otherwise
 */
export async function guard<T>(
  requestId: string,
  work: () => Promise<T>,
): Promise<Exclude<T, { outcome: 'again' }>> {
  const result = await withRequestId(requestId, work).catch((error: unknown) => {
    throw safeError(error)
  })
  if (isAgain(result)) throw new RetryAfterError(result.message, result.afterSeconds * 1000)
  return result as Exclude<T, { outcome: 'again' }>
}

function isAgain(result: unknown): result is Again {
  return (
    typeof result === 'object' &&
    result !== null &&
    'outcome' in result &&
    result.outcome === 'again' &&
    'afterSeconds' in result
  )
}

function safeError(error: unknown): Error {
  log.error({ err: error }, 'a step broke')
  const { code, message, isOutage } = describeError(error)
  if (!isOutage) return new Error(`${code}: ${message}`)
  const seconds = scaledDelay(OUTAGE_SECONDS, env().AFTERCART_RETRY_SCALE)
  return new RetryAfterError('The database was away.', seconds * 1000)
}
