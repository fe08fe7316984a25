import { lockOrder } from '@/db/queries/orders/orders'
import { insertVendorCalls } from '@/db/queries/pipeline/vendor-calls'
import type { OrderId } from '@/domain/ids'
import { type HttpExchange, redactedCall } from '@/server/adapters/vendor-journal'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Which work the calls belonged to. */
export type CallsOf = { orderId: OrderId; step: string; runId?: string }

/**
 * Stores what was said to vendors, without secrets and personal data, for engineers to read. Takes
 * the order's lock: a row that refers to the order holds it half, and two who both go on to lock it
 * would wait for each other.
 */
export async function saveVendorCalls(
  uow: UnitOfWork,
  of: CallsOf,
  exchanges: HttpExchange[],
): Promise<void> {
  if (exchanges.length === 0) return
  await lockOrder(uow.tx, of.orderId)
  const { requestId } = uow.context
  const rows = exchanges.map((one) => ({ ...redactedCall(one), ...of, requestId }))
  await insertVendorCalls(uow.tx, rows)
}
