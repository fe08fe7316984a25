/** Shopify's reasons for a cancellation (`OrderCancelReason` of its API), in words. */
const REASONS: Record<string, string> = {
  customer: 'the customer changed their mind',
  declined: 'the payment was declined',
  fraud: 'it looked like fraud',
  inventory: 'the goods were not in stock',
  staff: 'a mistake of the shop',
  other: 'a reason that the shop did not name',
}

/** Why an order was canceled; what a person wrote stays as it is. */
export const cancelLabels = (reason: string): string => REASONS[reason] ?? reason
