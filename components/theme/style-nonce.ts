/**
 * Lets the style sheets that dialogs add in the browser (to lock scrolling) pass the content
 * security policy: `get-nonce`, which they ask, reads this global name.
 */
export function provideStyleNonce(nonce: string): void {
  if (typeof window === 'undefined') return
  const page = window as typeof window & { __webpack_nonce__?: string }
  page.__webpack_nonce__ ??= nonce
}
