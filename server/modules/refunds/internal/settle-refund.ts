import { insertGiftCardEntry } from '@/db/queries/money/gift-cards'
import { listPaymentTransactions, savePendingTransaction } from '@/db/queries/money/payments'
import {
  listResolutions,
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import {
  refundFailed,
  refundPartiallySucceeded,
  refundSucceeded,
} from '@/domain/events/resolution-events'
import { formatMoney } from '@/domain/money/money'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { refreshPaymentStatus } from '@/server/modules/orders/refresh-payment-status'
import type { UnitOfWork } from '@/server/unit-of-work'
import { reversalKey } from '../reserve-refund'
import type { ResolutionResult } from '../resolution-run'

/** Step name of refund exceptions. */
export const REFUND_STEP = 'refund'

const SETTLED_EVENTS = {
  succeeded: refundSucceeded,
  failed: refundFailed,
  incomplete: refundPartiallySucceeded,
} as const

/**
 * Derives a refund's status from its tenders' transactions and closes its exceptions. Requires the
 * lock on the order.
 */
export async function settleRefund(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<ResolutionResult> {
  if (resolution.status !== 'pending') {
    return { outcome: 'settled', status: resolution.status }
  }
  const parts = await listPartStates(uow, resolution)
  for (const { part, state } of parts) await settleReversal(uow, resolution, part, state)
  const states = parts.map(({ state }) => state)
  if (states.includes('pending')) {
    await closeSettledExceptions(uow, order)
    return toPendingResult(uow, resolution)
  }
  const isDone = states.every((state) => state === 'succeeded')
  const isFailed = states.every((state) => state === 'failed')
  const status = isDone ? 'succeeded' : isFailed ? 'failed' : 'incomplete'
  await saveResolution(uow.tx, resolution.id, {
    status,
    settledAt: uow.now,
    nextAttemptAt: null,
    ...(isDone ? { error: null } : {}),
  })
  await refreshPaymentStatus(uow, order)
  uow.record(
    SETTLED_EVENTS[status]({
      orderId: order.id,
      resolutionId: resolution.id,
      total: formatMoney(resolution.totalMinor, order.currency),
      ...(isDone || !resolution.error ? {} : { reason: resolution.error.message }),
    }),
  )
  await closeSettledExceptions(uow, order)
  return { outcome: 'settled', status }
}

/** Returns a refund's tender parts, each with the status of its transaction. */
async function listPartStates(
  uow: UnitOfWork,
  resolution: ResolutionRow,
): Promise<{ part: ResolutionTenderRow; state: 'pending' | 'succeeded' | 'failed' }[]> {
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const transactions = await listPaymentTransactions(uow.tx, resolution.orderId)
  return parts.map((part) => {
    const transaction = transactions.find((row) => row.idempotencyKey === part.transactionKey)
    return { part, state: transaction?.status ?? 'pending' }
  })
}

function toPendingResult(
  uow: UnitOfWork,
  { error, nextAttemptAt }: ResolutionRow,
): ResolutionResult {
  if (!nextAttemptAt) {
    return { outcome: 'stopped', because: 'the outcome must be checked with the payment provider' }
  }
  // No error means that the bank is processing; the sweep checks again at `nextAttemptAt`.
  if (!error) return { outcome: 'stopped', because: 'the bank is processing the refund' }
  const ms = nextAttemptAt.getTime() - uow.now.getTime()
  const afterSeconds = Math.max(1, Math.ceil(ms / 1000))
  return { outcome: 'retry', afterSeconds, message: `${error.kind}: ${error.message}` }
}

/** Closes the order's refund exceptions of each kind that no unsettled refund still has. */
export async function closeSettledExceptions(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const own = await listResolutions(uow.tx, order.id)
  const open = new Set(
    own
      .filter(({ status }) => ['pending', 'incomplete', 'failed'].includes(status))
      .map(({ error }) => error?.kind),
  )
  for (const kind of ['refund_failed', 'refund_unknown', 'gateway_unavailable'] as const) {
    if (open.has(kind)) continue
    await closeExceptions(
      uow,
      { orderId: order.id, step: REFUND_STEP, kind },
      'the payment provider reported the outcome of the refund',
    )
  }
}

/**
 * Completes the reversal of a gift card refund for one payment: a successful cash refund keeps the
 * card debited; a declined one credits it again. Runs in the transaction that records the outcome,
 * which also releases the payment's reservation. No-op for other refunds and on repeats.
 */
export async function settleReversal(
  uow: UnitOfWork,
  { id, orderId, reversesGiftCardId }: ResolutionRow,
  { paymentId, amountMinor }: ResolutionTenderRow,
  state: 'pending' | 'succeeded' | 'failed',
): Promise<void> {
  if (!reversesGiftCardId || state === 'pending') return
  const key = reversalKey(id, paymentId)
  await savePendingTransaction(uow.tx, key, { status: state, at: uow.now })
  if (state === 'succeeded') return
  await insertGiftCardEntry(uow.tx, {
    giftCardId: reversesGiftCardId,
    kind: 'credited',
    amountMinor,
    orderId,
    resolutionId: id,
    note: 'The payment provider declined the cash refund.',
    idempotencyKey: `${key}:undone`,
    actor: uow.context.actor,
  })
}
