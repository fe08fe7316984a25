import { isTransientDatabaseError } from '@/db/transient-error'
import { redact } from '@/server/redact'

/** An unexpected error without personal data, safe to show and to send to the engine. */
export type ErrorDescription = {
  /** The error's own code, else its name. */
  code: string
  message: string
  /** A transient database error: retry as is. */
  isOutage: boolean
}

/**
 * Describes an unexpected error without the parameters of a failed query. Those can contain personal
 * data, and the inbox shows this text and the engine stores it.
 */
export function describeError(error: unknown): ErrorDescription {
  const isOutage = isTransientDatabaseError(error)
  if (!(error instanceof Error)) {
    return { code: 'thrown', message: String(error).slice(0, 500), isOutage }
  }
  const source = 'query' in error && error.cause instanceof Error ? error.cause : error
  const code = 'code' in source && typeof source.code === 'string' ? source.code : source.name
  return { code, message: source.message.slice(0, 500), isOutage }
}

/**
 * Returns an error's name, message, stack and causes for engineers, without query parameters,
 * secrets and personal data.
 */
export function normalizeError(error: unknown): unknown {
  return redact(error)
}
