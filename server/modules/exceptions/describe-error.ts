import { isTransientDatabaseError } from '@/db/transient-error'
import { redact } from '@/server/redact'

/** What an error says that nobody foresaw, fit to be shown and to leave this process. */
export type ErrorDescription = {
  /** The error's own code, else its name. */
  code: string
  message: string
  /** The database was away or another transaction in the way: it may simply be tried again. */
  isOutage: boolean
}

/**
 * Describes an unexpected error without the parameters of a failed query: those are personal data,
 * while the inbox shows this text and an engine elsewhere stores it.
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
 * An error as engineers read it: its name, message, stack and causes, without the values of a
 * failed query and whatever else is a secret or about a person.
 */
export function normalizeError(error: unknown): unknown {
  return redact(error)
}
