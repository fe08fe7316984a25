import { setTimeout as pause } from 'node:timers/promises'
import { listOwnTransactions, listPayments } from '@/db/queries/money/payments'
import { lockOrder } from '@/db/queries/orders/orders'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { systemActor } from '@/domain/staff/actor'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { passOrQueue } from '../vendors/queue-work'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { GATEWAY, type OpenAuthorization, recordRelease, reserveVoid } from './internal/record-void'
import { requestRelease } from './internal/request-void'
import type { VoidResult, VoidRun } from './internal/void-run'

/** Retry delay while the order's capture step is calling the gateway. */
const STEP_BUSY_SECONDS = 5

/**
 * Voids a canceled order's open authorizations at our gateway, tender by tender. Looks up a capture
 * with an unknown outcome first: a successful one is recorded and opens an exception. Safe to repeat.
 */
export async function voidAuthorizations(run: VoidRun): Promise<VoidResult> {
  const context = { actor: systemActor('cancel'), requestId: run.requestId }
  let voided = 0
  for (;;) {
    const next = await runInTransaction(context, (uow) => findNext(uow, run))
    if (next.outcome !== 'release') {
      return next.outcome === 'done' ? { outcome: 'done', voided } : next
    }
    await pause(next.afterMs)
    const exchanges: HttpExchange[] = []
    const answer = await recordVendorCalls(exchanges, () => requestRelease(next.hold))
    const result = await runInTransaction(context, async (uow) => {
      await saveVendorCalls(uow, { orderId: run.orderId, step: 'void' }, exchanges)
      return recordRelease(uow, next.hold, answer, run)
    })
    if (result) return result
    voided += 1
  }
}

async function findNext(
  uow: UnitOfWork,
  run: VoidRun,
): Promise<VoidResult | { outcome: 'release'; hold: OpenAuthorization; afterMs: number }> {
  const { orderId, retryScale } = run
  const order = await lockOrder(uow.tx, orderId)
  if (order?.status !== 'canceled') {
    return { outcome: 'stopped', because: 'the order is not canceled' }
  }
  const capture = await findOrderStep(uow.tx, orderId, 'capture')
  if (capture && (await readLeaseMs(uow.tx, capture)) > 0) {
    const afterSeconds = scaledDelay(STEP_BUSY_SECONDS, retryScale)
    return { outcome: 'retry', afterSeconds, message: 'the capture is still in progress' }
  }
  const payments = await listPayments(uow.tx, orderId)
  for (const payment of payments) {
    if (!isCapturedByUs(payment) || payment.voidedAt || payment.authorizedMinor === 0n) continue
    const captures = await listOwnTransactions(uow.tx, payment.id, 'capture')
    const open = captures.find((row) => row.status === 'pending')
    // The gateway releases the remainder of a partial capture.
    if (payment.capturedMinor > 0n && !open) continue
    const hold = await reserveVoid(uow, payment, open)
    if (!hold) continue
    const permit = await passOrQueue(uow, GATEWAY, { orderId, isFiled: true, retryScale })
    return permit.outcome === 'go' ? { outcome: 'release', hold, afterMs: permit.afterMs } : permit
  }
  for (const kind of ['gateway_unavailable', 'payment_unknown'] as const) {
    await closeExceptions(uow, { orderId, kind }, 'the authorization was voided')
  }
  return { outcome: 'done', voided: 0 }
}
