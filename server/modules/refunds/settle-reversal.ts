import { insertGiftCardEntry } from '@/db/queries/money/gift-cards'
import { savePendingTransaction } from '@/db/queries/money/payments'
import type { ResolutionRow, ResolutionTenderRow } from '@/db/queries/money/resolutions'
import type { PaymentId, ResolutionId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Idempotency key of the transaction that reverses a gift card refund of this payment. */
export function reversalKey(resolutionId: ResolutionId, paymentId: PaymentId): string {
  return `reversal:${resolutionId}:${paymentId}`
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
