import type { Executor } from '@/db/client'
import { findGiftCard } from '@/db/queries/money/gift-cards'
import { listPayments } from '@/db/queries/money/payments'
import {
  listResolutionLines,
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
} from '@/db/queries/money/resolutions'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'
import type { RefundReceiptFacts } from '@/domain/receipt/resolution-receipt'
import { giftCardSecret } from '@/server/connections'
import { giftCardCode, giftCardPrint } from '../gift-card-code'

/** Everything a mail about this refund says. */
export async function loadRefundReceipt(
  tx: Executor,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<RefundReceiptFacts> {
  const [storefront, orderLines, lines, parts] = await Promise.all([
    getStorefront(tx, order.storefrontId),
    listOrderLines(tx, order.id),
    listResolutionLines(tx, resolution.id),
    listResolutionTenders(tx, resolution.id),
  ])
  const { taxMinor, shippingMinor, dutyMinor, tipMinor, feeMinor, adjustmentMinor, totalMinor } =
    resolution
  return {
    orderName: order.name,
    storefrontName: storefront.name,
    customerName: order.customerName,
    locale: order.customerLocale,
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    taxMinor,
    shippingMinor,
    dutyMinor,
    tipMinor,
    feeMinor,
    adjustmentMinor,
    totalMinor,
    lines: lines.flatMap(({ lineId, quantity, amountMinor }) => {
      const line = orderLines.find(({ id }) => id === lineId)
      if (!line) return []
      return [{ title: line.title, variantTitle: line.variantTitle, quantity, amountMinor }]
    }),
    destinations: await loadDestinations(tx, order, parts),
  }
}

async function loadDestinations(
  tx: Executor,
  order: OrderRow,
  parts: ResolutionTenderRow[],
): Promise<RefundReceiptFacts['destinations']> {
  const payments = await listPayments(tx, order.id)
  const made = parts.filter((part) => part.destination === 'gift_card')
  const back = parts.filter((part) => part.destination === 'tender')
  const card = made[0]?.giftCardId
  const onCard = made.reduce((sum, part) => sum + part.amountMinor, 0n)
  const code = card ? await findCode(tx, card) : null
  return [
    ...back.flatMap((part) => {
      const payment = payments.find(({ id }) => id === part.paymentId)
      if (!payment) return []
      const { kind, brand, lastFour } = payment
      return [{ kind, brand, lastFour, amountMinor: part.amountMinor, code: null }]
    }),
    ...(card
      ? [{ kind: 'gift_card', brand: null, lastFour: null, amountMinor: onCard, code }]
      : []),
  ]
}

/** @throws Error when our secret has changed since: the code is not to be had any more */
async function findCode(tx: Executor, giftCardId: string): Promise<string> {
  const card = await findGiftCard(tx, giftCardId)
  const code = giftCardCode(giftCardSecret(), giftCardId)
  if (card?.codeHash !== giftCardPrint(code).codeHash) {
    throw new Error('The code of the gift card cannot be made again: the secret has changed.')
  }
  return code
}
