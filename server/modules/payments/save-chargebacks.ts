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
 * Brings the chargebacks of an order's disputes to its tenders: whenever a dispute is told, and
 * whenever money is taken, since a dispute may be told before the payment it is about.
 */
export async function saveChargebacks(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const disputes = await listDisputes(uow.tx, order.id)
  const chargebacks = disputes.filter(({ kind }) => kind === 'chargeback')
  if (chargebacks.length === 0) return
  const tenders = await listPayments(uow.tx, order.id)
  for (const dispute of chargebacks) await saveChargeback(uow, order, tenders, dispute)
}

/**
 * The storefront does not say which tender is disputed. Where only one can be, the chargeback
 * stands on it and lowers what may still be refunded; there it stays when others come.
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
