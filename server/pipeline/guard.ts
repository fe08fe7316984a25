import { RetryAfterError } from 'inngest'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { env } from '@/server/env'
import { logger, withRequestId } from '@/server/log'
import { describeError } from '@/server/modules/exceptions/describe-error'

const log = logger('pipeline')

/** Retry delay while the database is unavailable. */
const OUTAGE_SECONDS = 10

type RetryLater = { outcome: 'retry'; afterSeconds: number; message: string }

/**
 * Executes a step's work for the engine. Errors reach the engine without personal data, and the
 * outcome `retry` becomes the error that every engine understands as a delayed retry.
 * @throws RetryAfterError when the outcome is `retry` or the database is unavailable; else Error
 */
export async function guard<T>(
  requestId: string,
  work: () => Promise<T>,
): Promise<Exclude<T, { outcome: 'retry' }>> {
  const result = await withRequestId(requestId, work).catch((error: unknown) => {
    throw safeError(error)
  })
  if (isRetry(result)) throw new RetryAfterError(result.message, result.afterSeconds * 1000)
  return result as Exclude<T, { outcome: 'retry' }>
}

function isRetry(result: unknown): result is RetryLater {
  return (
    typeof result === 'object' &&
    result !== null &&
    'outcome' in result &&
    result.outcome === 'retry' &&
    'afterSeconds' in result
  )
}

function safeError(error: unknown): Error {
  log.error({ err: error }, 'a step threw')
  const { code, message, isOutage } = describeError(error)
  if (!isOutage) return new Error(`${code}: ${message}`)
  const seconds = scaledDelay(OUTAGE_SECONDS, env().AFTERCART_RETRY_SCALE)
  return new RetryAfterError('The database was unavailable.', seconds * 1000)
}
