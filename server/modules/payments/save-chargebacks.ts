import { type DisputeRow, listDisputes } from '@/db/queries/money/disputes'
import { listPayments, type PaymentRow } from '@/db/queries/money/payments'
import {
  findStorefrontTransaction,
  saveStorefrontTransaction,
} from '@/db/queries/money/storefront-payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { chargebackStatus } from '@/domain/payment/dispute-state'
import { amountsOfTransaction } from '@/domain/payment/transaction-amounts'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Saves the chargebacks of an order's disputes on its tenders. Runs for each dispute and each capture,
 * because a dispute can arrive before its payment.
 */
export async function saveChargebacks(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const disputes = await listDisputes(uow.tx, order.id)
  const chargebacks = disputes.filter(({ kind }) => kind === 'chargeback')
  if (chargebacks.length === 0) return
  const tenders = await listPayments(uow.tx, order.id)
  for (const dispute of chargebacks) await saveChargeback(uow, order, tenders, dispute)
}

/**
 * The storefront doesn't identify the disputed tender. If only one tender is possible, saves the
 * chargeback there, which lowers its refundable amount. It stays there when more tenders arrive.
 */
async function saveChargeback(
  uow: UnitOfWork,
  order: OrderRow,
  tenders: readonly PaymentRow[],
  dispute: DisputeRow,
): Promise<void> {
  const amount = { minor: dispute.amountMinor, currency: dispute.currency }
  const amounts = amountsOfTransaction({ kind: 'capture', amount, shopMinor: null }, order)
  if (!amounts) return
  const externalId = `dispute-${dispute.externalId}`
  const known = await findStorefrontTransaction(uow.tx, order.id, externalId)
  const [only, ...others] = tenders.filter(
    ({ kind, capturedMinor }) => kind !== 'gift_card' && capturedMinor >= amounts.amountMinor,
  )
  const tender = known?.payment ?? (others.length > 0 ? undefined : only)
  if (!tender) return
  await saveStorefrontTransaction(uow.tx, {
    paymentId: tender.id,
    orderId: order.id,
    kind: 'chargeback',
    status: chargebackStatus(dispute.status),
    ...amounts,
    source: 'storefront',
    externalId,
    idempotencyKey: `${order.storefrontId}:dispute:${dispute.externalId}`,
    errorCode: null,
    errorMessage: null,
    at: dispute.finalizedAt ?? dispute.initiatedAt ?? dispute.updatedAt,
  })
}
