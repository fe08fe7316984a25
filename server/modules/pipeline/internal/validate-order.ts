import { findOrderDecision } from '@/db/queries/orders/order-decisions'
import type { OrderAddressRow } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { emptiedFieldsMessage, missingAddressFields } from '@/domain/address/address-fields'
import { reconcileTotals } from '@/domain/order/order-totals'
import { failed, type StepOutcome, type StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Step `validate`: checks the order's totals and shipping address. */
export async function validateOrder(
  uow: UnitOfWork,
  { order, parts }: StepWork,
): Promise<StepOutcome> {
  const [lines, addresses] = await Promise.all([parts.lines(), parts.addresses()])
  const wrong = findTotalsFault(order, lines.length)
  if (wrong && !(await isAccepted(uow, order, wrong))) return wrong
  const isShipped = lines.some((line) => line.requiresShipping && line.currentQuantity > 0)
  if (!isShipped) return { outcome: 'done', result: { lines: lines.length } }
  const fault = findAddressFault(addresses.find((address) => address.kind === 'shipping'))
  return fault ?? { outcome: 'done', result: { lines: lines.length } }
}

function findTotalsFault(order: OrderRow, lines: number): StepOutcome | undefined {
  // Each converted amount was rounded, so the sum may be off by one minor unit per amount.
  const converted = order.currency === order.shopCurrency ? 0n : BigInt(lines + 7)
  const checks = [
    reconcileTotals(customerSums(order)),
    reconcileTotals(shopSums(order), converted),
  ] as const
  const wrong = checks.find((check) => !check.agrees)
  if (!wrong) return undefined
  return failed({
    kind: 'totals_mismatch',
    code: wrong === checks[0] ? 'customer_currency' : 'shop_currency',
    message: wrong.explanation,
    detail: { differenceMinor: wrong.differenceMinor.toString() },
  })
}

/** Whether staff accepted exactly these totals. */
async function isAccepted(uow: UnitOfWork, order: OrderRow, fault: StepOutcome): Promise<boolean> {
  if (fault.outcome !== 'failed') return false
  const decision = await findOrderDecision(uow.tx, order.id, 'totals_accepted')
  return (
    decision?.data.totalMinor === order.totalMinor.toString() &&
    decision.data.differenceMinor === fault.failure.detail?.differenceMinor
  )
}

const customerSums = (order: OrderRow) => ({
  currency: order.currency,
  subtotalMinor: order.subtotalMinor,
  discountMinor: order.discountMinor,
  shippingMinor: order.shippingMinor,
  taxMinor: order.taxMinor,
  dutyMinor: order.dutyDomesticMinor + order.dutyInternationalMinor,
  tipMinor: order.tipMinor,
  feeMinor: order.feeMinor,
  totalMinor: order.totalMinor,
  taxesIncluded: order.taxesIncluded,
})

const shopSums = (order: OrderRow) => ({
  currency: order.shopCurrency,
  subtotalMinor: order.subtotalShopMinor,
  discountMinor: order.discountShopMinor,
  shippingMinor: order.shippingShopMinor,
  taxMinor: order.taxShopMinor,
  dutyMinor: order.dutyDomesticShopMinor + order.dutyInternationalShopMinor,
  tipMinor: order.tipShopMinor,
  feeMinor: order.feeShopMinor,
  totalMinor: order.totalShopMinor,
  taxesIncluded: order.taxesIncluded,
})

function findAddressFault(address: OrderAddressRow | undefined): StepOutcome | undefined {
  if (!address) {
    return failed({
      kind: 'address_invalid',
      code: 'no_address',
      message: 'The order has items to ship but no shipping address.',
    })
  }
  if (address.emptiedFields.length > 0) {
    return failed({
      kind: 'address_empty_after_cleaning',
      code: address.emptiedFields.join(','),
      message: emptiedFieldsMessage(address.emptiedFields),
      detail: { fields: address.emptiedFields },
    })
  }
  const missing = missingAddressFields(address)
  if (missing.length === 0) return undefined
  return failed({
    kind: 'address_invalid',
    code: 'fields_missing',
    message: `The shipping address is missing: ${missing.join(', ')}.`,
    detail: { missing },
  })
}
