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
import type { GiftCardId } from '@/domain/ids'
import { composeRefundReceipt, type RefundReceiptFacts } from '@/domain/receipt/resolution-receipt'
import { giftCardSecret } from '@/server/connections'
import { giftCardCode, giftCardFingerprint } from './gift-card-code'
import { type MailResult, mailResolution } from './mail-resolution'
import type { ResolutionRun } from './resolution-run'

/** Emails the customer about a completed refund, if the requester chose to. */
export function mailRefund(run: ResolutionRun): Promise<MailResult> {
  return mailResolution(run, async (uow, order, resolution) =>
    composeRefundReceipt(await loadRefundReceipt(uow.tx, order, resolution)),
  )
}

/** Returns the content of the email about a refund. */
async function loadRefundReceipt(
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
  const newCardParts = parts.filter((part) => part.destination === 'gift_card')
  const tenderParts = parts.filter((part) => part.destination === 'tender')
  const giftCardId = newCardParts[0]?.giftCardId
  const amountMinor = newCardParts.reduce((sum, part) => sum + part.amountMinor, 0n)
  const code = giftCardId ? await getCode(tx, giftCardId) : null
  return [
    ...tenderParts.flatMap((part) => {
      const payment = payments.find(({ id }) => id === part.paymentId)
      if (!payment) return []
      const { kind, brand, lastFour } = payment
      return [{ kind, brand, lastFour, amountMinor: part.amountMinor, code: null }]
    }),
    ...(giftCardId ? [{ kind: 'gift_card', brand: null, lastFour: null, amountMinor, code }] : []),
  ]
}

/** @throws Error when the secret changed after the card was issued: its code can't be derived */
async function getCode(tx: Executor, giftCardId: GiftCardId): Promise<string> {
  const card = await findGiftCard(tx, giftCardId)
  const code = giftCardCode(giftCardSecret(), giftCardId)
  if (card?.codeHash !== giftCardFingerprint(code).codeHash) {
    throw new Error('The gift card code can no longer be derived: the secret has changed.')
  }
  return code
}
