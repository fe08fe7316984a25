/**
 * What a storefront says cannot be true beside what we know. `code` groups the exceptions, the
 * message is for the engineer who looks.
 */
export class PayloadConflictError extends Error {
  override readonly name = 'PayloadConflictError'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
