/**
 * A webhook contradicts stored data. `code` is part of the exception's fingerprint; the message is
 * for engineers.
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
