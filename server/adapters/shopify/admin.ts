import type { VendorConnection, VendorOutcome } from '@/server/domain/vendor'

export type FulfilmentRequest = {
  /** The storefront's numeric id of the order. */
  orderExternalId: string
  /** The storefront's numeric ids of the lines that left. */
  lines: { externalId: string; quantity: number }[]
  trackingNumber: string
  carrier: string
  trackingUrl: string
  idempotencyKey: string
}

/** Tells the storefront what left with which tracking number; a repeat finds what is there. */
export async function createFulfilment(
  _connection: VendorConnection,
  _request: FulfilmentRequest,
): Promise<VendorOutcome<{ externalId: string }>> {
  throw new Error('not there yet')
}
