/** A storefront's message as it came in: names of headers in lower case, the bytes untouched. */
export type IncomingDelivery = {
  platform: 'shopify'
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** The secrets it may be signed with. */
  secrets: readonly string[]
  requestId: string
}

/** stored: work follows; unused: stored, of a topic nobody uses; duplicate: it was there already. */
export type DeliveryReceipt = 'stored' | 'unused' | 'duplicate'

/**
 * Verifies a storefront's message and stores it together with the event that starts its
 * processing, once however often it comes.
 * @throws AppError bad_input (headers, JSON), unauthenticated (signature), unavailable (not stored)
 */
export async function receiveDelivery(_delivery: IncomingDelivery): Promise<DeliveryReceipt> {
  throw new Error('not there yet')
}
