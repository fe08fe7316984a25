import type { Permission } from '../staff/permissions'
import type { ActionFacts } from './action'

/** Canceling an order with captured payments refunds them, which takes the refund permission. */
export function refundPermissionToCancel({ order }: ActionFacts): Permission | undefined {
  return order && order.capturedMinor > 0n ? 'refunds.issue' : undefined
}

/** Returns why the order can't be canceled, or undefined. */
export function cancelUnavailableReason({ order }: ActionFacts): string | undefined {
  if (!order) return 'This exception has no order.'
  return order.isShipped
    ? 'The order has already shipped. Refund it, or wait for the parcel to be returned.'
    : undefined
}

/** Returns why the customer can't be emailed, or undefined. */
export function missingEmailReason({ order }: ActionFacts): string | undefined {
  return order?.hasEmail ? undefined : 'The order has no email address.'
}

/** Returns why no refund can be settled, or undefined. */
export function missingRefundReason({ hasRefund }: ActionFacts): string | undefined {
  return hasRefund ? undefined : 'This exception is not linked to a refund issued here.'
}

/** Returns why nothing can be refunded, or undefined. */
export function nothingCapturedReason({ order }: ActionFacts): string | undefined {
  return order && order.capturedMinor > 0n ? undefined : 'No payment has been captured yet.'
}
