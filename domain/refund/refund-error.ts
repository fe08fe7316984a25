/** A refund that the rules do not allow. The message is meant for the person who asked. */
export class RefundError extends Error {
  override readonly name = 'RefundError'
}
