/**
 * What a storefront says cannot be true beside what we know. `code` groups the exceptions, the
 * message is for the engineer who looks.
 */
export class Contradiction extends Error {
  override readonly name = 'Contradiction'

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
