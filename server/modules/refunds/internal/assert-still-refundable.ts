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
 * What was refused gave its units and amounts back: somebody may have taken them since.
 * @returns the parts of the refund that were refused
 * @throws AppError conflict, with what is left
 */
export async function assertStillRefundable(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<ResolutionTenderRow[]> {
  const facts = await loadRefundFacts(uow.tx, order)
  if (resolution.status === 'failed') await refuseTakenUnits(uow, facts, resolution)
  const transactions = await listPaymentTransactions(uow.tx, resolution.orderId)
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const refused = parts.filter(({ transactionKey }) =>
    transactions.some((one) => one.idempotencyKey === transactionKey && one.status === 'failed'),
  )
  for (const part of refused) {
    const tender = facts.tenders.find(({ id }) => id === part.paymentId)
    const left = tender ? tenderCapMinor(tender) : 0n
    if (part.amountMinor <= left) continue
    const money = (minor: bigint) => formatMoney(minor, facts.currency)
    throw new AppError(
      'conflict',
      `${money(part.amountMinor)} was asked for, ${money(left)} is left of that payment now.`,
    )
  }
  return refused
}

async function refuseTakenUnits(
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
      `${line?.title ?? 'An item'}: ${quantity} were to be refunded here, ${left} are left now. Refund the rest anew.`,
    )
  }
}
