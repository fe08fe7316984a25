/** Labels of Shopify's cancellation reasons (`OrderCancelReason` in its API). */
const REASONS: Record<string, string> = {
  customer: 'Customer changed their mind',
  declined: 'Payment declined',
  fraud: 'Suspected fraud',
  inventory: 'Items out of stock',
  staff: 'Staff error',
  other: 'Other',
}

/** Returns the label of a cancellation reason; free text is returned unchanged. */
export const cancelReasonLabel = (reason: string): string => REASONS[reason] ?? reason
