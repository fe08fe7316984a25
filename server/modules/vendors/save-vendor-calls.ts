import { lockOrder } from '@/db/queries/orders/orders'
import { insertVendorCalls } from '@/db/queries/pipeline/vendor-calls'
import type { OrderId } from '@/domain/ids'
import { type HttpExchange, redactedCall } from '@/server/adapters/vendor-journal'
import type { UnitOfWork } from '@/server/unit-of-work'

/** The step that made the calls. */
export type CallsOf = { orderId: OrderId; step: string; runId?: string }

/**
 * Saves vendor requests and responses for engineers, without secrets and personal data. Locks the
 * order first: the foreign key takes a share lock, and two transactions that both upgrade it would
 * deadlock.
 */
export async function saveVendorCalls(
  uow: UnitOfWork,
  of: CallsOf,
  exchanges: HttpExchange[],
): Promise<void> {
  if (exchanges.length === 0) return
  await lockOrder(uow.tx, of.orderId)
  const { requestId } = uow.context
  const rows = exchanges.map((exchange) => ({ ...redactedCall(exchange), ...of, requestId }))
  await insertVendorCalls(uow.tx, rows)
}
