import type { DeliveryStatus } from '@/server/domain/delivery-status'
import type { CommandContext } from '../write'

/** What became of a delivery; `orderId` where it is about an order that we have. */
export type IngestResult = { status: DeliveryStatus; orderId?: string; reason?: string }

/**
 * Reads a stored delivery and brings what it says into the tables. Safe to repeat: what is
 * settled stays settled. One that cannot be understood becomes an exception, never a failure.
 */
export async function ingestDelivery(
  _delivery: { deliveryId: string },
  _context: CommandContext,
): Promise<IngestResult> {
  throw new Error('not there yet')
}
