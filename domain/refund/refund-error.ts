/** A refund that the rules don't allow. The message is shown to the user. */
export class RefundError extends Error {
  override readonly name = 'RefundError'
}
