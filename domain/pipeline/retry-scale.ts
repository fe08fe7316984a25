/**
 * A retry policy's delay times `AFTERCART_RETRY_SCALE`, in whole seconds and at least one:
 * Inngest carries a delay as the HTTP header Retry-After, and 0 there means "at once".
 */
export function scaledDelay(seconds: number, scale: number): number {
  return Math.max(1, Math.round(seconds * scale))
}
