/**
 * Returns a delay multiplied by `AFTERCART_RETRY_SCALE`, in whole seconds, at least one: Inngest
 * sends delays as the HTTP header Retry-After, where 0 means no delay.
 */
export function scaledDelay(seconds: number, scale: number): number {
  return Math.max(1, Math.round(seconds * scale))
}
