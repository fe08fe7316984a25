/** Every reason to reject a request; translated once per transport. */
export type AppErrorCode =
  | 'bad_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many_requests'
  | 'unavailable'

/** An error whose message the user sees: it says what happened and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/**
 * Returns the error for a change to a version that someone else has replaced since. Forms offer to
 * reload.
 */
export const staleVersion = (message: string) =>
  new AppError('conflict', message, { isStale: true })
