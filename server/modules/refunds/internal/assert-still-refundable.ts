import { listPaymentTransactions } from '@/db/queries/money/payments'
import {
  listResolutionLines,
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { type RefundFacts, unitsLeft } from '@/domain/refund/refund-facts'
import { tenderCapMinor } from '@/domain/refund/tender-cap'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { loadRefundFacts } from '../load-refund-facts'

/**
 * Verifies that the units and amounts of a failed refund, whose reservation was released, are still
 * available.
 * @returns the tender parts whose refund was declined
 * @throws AppError conflict, with the refundable quantity or amount
 */
export async function assertStillRefundable(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<ResolutionTenderRow[]> {
  const facts = await loadRefundFacts(uow.tx, order)
  if (resolution.status === 'failed') await assertUnitsLeft(uow, facts, resolution)
  const transactions = await listPaymentTransactions(uow.tx, resolution.orderId)
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const declined = parts.filter(({ transactionKey }) =>
    transactions.some((row) => row.idempotencyKey === transactionKey && row.status === 'failed'),
  )
  for (const part of declined) {
    const tender = facts.tenders.find(({ id }) => id === part.paymentId)
    const left = tender ? tenderCapMinor(tender) : 0n
    if (part.amountMinor <= left) continue
    const money = (minor: bigint) => formatMoney(minor, facts.currency)
    throw new AppError(
      'conflict',
      `This refund includes ${money(part.amountMinor)} of a payment of which only ${money(left)} can still be refunded.`,
    )
  }
  return declined
}

async function assertUnitsLeft(
  uow: UnitOfWork,
  facts: RefundFacts,
  resolution: ResolutionRow,
): Promise<void> {
  for (const { lineId, quantity } of await listResolutionLines(uow.tx, resolution.id)) {
    const line = facts.lines.find(({ id }) => id === lineId)
    const left = line ? unitsLeft(line) : 0
    if (quantity <= left) continue
    throw new AppError(
      'conflict',
      `${line?.title ?? 'An item'}: this refund includes ${quantity}, but only ${left} can still be refunded. Issue a new refund for the remaining units.`,
    )
  }
}
