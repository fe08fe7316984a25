import { defineKind, SLA } from '../kind'

export const stockShort = defineKind({
  code: 'stock_short',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Not enough stock',
  shortCause: 'not enough stock',
  explanation:
    'There is less stock than the customer ordered. Wait for stock, ship what is available, or agree on a solution with the customer.',
  actions: ['wait_for_stock', 'ship_available', 'replace_item', 'refund_item'],
  closesWhen: 'New stock covers the order.',
  playbook: `1. Stock arrives within days: *Wait for stock* and inform the customer.
2. Stock arrives later or not at all: offer another product, or refund the item.
3. The customer needs the other items soon: *Ship the rest now*. The missing items follow in a second parcel when they are in stock.`,
})
