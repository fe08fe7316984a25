import { insertGiftCardEntry } from '@/db/queries/money/gift-cards'
import { savePendingTransaction } from '@/db/queries/money/payments'
import type { ResolutionRow, ResolutionTenderRow } from '@/db/queries/money/resolutions'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Key of the transaction that takes the refund onto the card back. */
export function reversalKey(resolutionId: string, paymentId: string): string {
  return `reversal:${resolutionId}:${paymentId}`
}

/**
 * Follows what became of one payment's cash: the gift card keeps its loss when it went through,
 * and has its money again when it was refused. In the write that says so, because the room of the
 * payment is free in between. Nothing to do for refunds of other kinds, or a second time.
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
    note: 'The payment service refused to give it back in cash.',
    idempotencyKey: `${key}:undone`,
    actor: uow.context.actor,
  })
}
