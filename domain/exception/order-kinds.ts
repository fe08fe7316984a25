import { CANCEL_ORDER, ESCALATE, type ExceptionKindEntry, forRefunds, forStaff, SLA } from './kind'

/** What can be wrong with an order itself: its numbers, its places, its risk, its goods. */
export const ORDER_KINDS = {
  totals_mismatch: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: "The storefront's numbers do not add up.",
    explanation:
      'Items, discounts, shipping and tax do not come to the total that the storefront sent. Accept it when the total is what the customer agreed to.',
    actions: [forStaff('accept_totals', 'Accept the numbers'), ESCALATE],
    closedBy: 'An order update brings numbers that add up.',
  },
  address_invalid: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'The carrier does not accept this address.',
    explanation:
      'The parcel cannot be sent to the address as it stands. Correct it, or ask the customer which part is wrong.',
    actions: [
      forStaff('edit_address', 'Edit the address'),
      forStaff('ask_customer', 'Ask the customer'),
      CANCEL_ORDER,
    ],
    closedBy: 'An order update brings an address that the carrier accepts.',
  },
  address_empty_after_cleaning: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'A field of the address held only emoji.',
    explanation:
      'Emoji cannot be printed on a label, and without them the field is empty. The original text is kept with the webhook.',
    actions: [forStaff('edit_address', 'Edit the address')],
    closedBy: 'An order update brings letters for the field.',
  },
  customs_data_missing: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'An item has no customs code or country of origin.',
    explanation:
      'The parcel crosses a customs border and cannot leave without both. What you fill in is remembered for the product.',
    actions: [forStaff('fill_customs_data', 'Fill it in')],
    closedBy: 'An order update brings the missing customs data.',
  },
  fraud_review: {
    stage: 'staff',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'This order looks risky.',
    explanation:
      'Nothing was captured yet. Look at the signals, then either let the order pass or cancel it.',
    actions: [
      forStaff('approve_order', 'Approve the order'),
      forStaff('cancel_and_refund', 'Cancel and refund'),
    ],
    closedBy: 'The storefront cancels the order.',
  },
  stock_short: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'There is not enough stock of an item.',
    explanation:
      'Less lies on the shelf than was bought. Wait for more, ship what is there, or settle it with the customer.',
    actions: [
      forStaff('wait_for_stock', 'Wait for stock'),
      forStaff('ship_available', 'Ship the rest now'),
      forStaff('replace_item', 'Replace the item'),
      forRefunds('refund_item', 'Refund the item'),
    ],
    closedBy: 'New stock covers the order.',
  },
  unknown_sku: {
    stage: 'staff',
    retry: null,
    severity: 'normal',
    slaMinutes: SLA.normal,
    title: 'We do not know this product.',
    explanation:
      'The storefront sold something whose stock number (SKU) is not in the list of products.',
    actions: [forStaff('map_sku', 'Map it to a SKU'), forRefunds('refund_item', 'Refund the item')],
    closedBy: 'The product is added to the list.',
  },
  order_changed_late: {
    stage: 'staff',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The storefront changed the order after it was shipped or refunded.',
    explanation:
      'What was done here no longer matches what the storefront says. Compare both, then decide which one holds.',
    actions: [
      forStaff('review_changes', 'Review the changes'),
      forStaff('accept_changes', 'Accept the changes'),
      forStaff('ignore_changes', 'Ignore the changes'),
    ],
    closedBy: 'The storefront takes its change back.',
  },
} as const satisfies Record<string, ExceptionKindEntry>
