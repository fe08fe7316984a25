/** What a form shows after a failed submission. Spread it into `FormError`. */
export type FormFailure = {
  message: string | undefined
  /** Replaces the input with the saved values. Set if someone else changed the record meanwhile. */
  onReload: (() => void) | undefined
}

const NO_RESPONSE =
  "Couldn't reach Aftercart. Check your connection and try again. Your input is kept."

/** Returns the server's message; network errors have only a technical browser message, so they get ours. */
export function failureMessage(error: unknown): string | undefined {
  if (!error) return undefined
  const message = error instanceof Error ? error.message : undefined
  return dataOf(error) && message ? message : NO_RESPONSE
}

/** Whether the save failed because someone else changed the record since it was loaded. */
export function isStaleVersion(error: unknown): boolean {
  return detailsOf(error).isStale === true
}

/** Returns the server's error message of each field, by field name. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const { fields } = detailsOf(error)
  return typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {}
}

/** Returns the part of an error that the server sent; undefined for a network error. */
function dataOf(error: unknown): object | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined
  return typeof error.data === 'object' && error.data !== null ? error.data : undefined
}

function detailsOf(error: unknown): Record<string, unknown> {
  const data = dataOf(error)
  const details = data && 'details' in data ? data.details : undefined
  return typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {}
}
