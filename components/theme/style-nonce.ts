/**
 * Lets the style sheets that dialogs insert (to lock scrolling) pass the content security policy:
 * they get their nonce from `get-nonce`, which reads this global variable.
 */
export function provideStyleNonce(nonce: string): void {
  if (typeof window === 'undefined') return
  const page = window as typeof window & { __webpack_nonce__?: string }
  page.__webpack_nonce__ ??= nonce
}
