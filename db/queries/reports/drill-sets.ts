import type { DrillSet } from '@/domain/reports/report-drill'

/** How the rows of a set are read: their view, its filterable columns, and those it shows. */
export type SetFacts = {
  view: string
  dimensions: readonly string[]
  /** Conditions that select the set from its view. */
  fixed: Readonly<Record<string, string>>
  /** Amounts in minor units of the row's currency or, if they end in `_shop`, of the shop's. */
  amounts: readonly string[]
  /** Integer columns that are summed. */
  counts: readonly string[]
  /** Text columns that are shown but can't be filtered by. */
  texts: readonly string[]
}

const set = (view: string, dimensions: string[], rest: Partial<SetFacts> = {}): SetFacts => ({
  view,
  dimensions,
  fixed: {},
  amounts: [],
  counts: [],
  texts: [],
  ...rest,
})

const TAX = ['title', 'rate', 'canceled']

/** Every set of rows that a number can open. */
export const DRILL_FACTS: Record<DrillSet, SetFacts> = {
  orders: set('report_order_facts', ['canceled'], {
    amounts: [
      ...[
        'total',
        'total_shop',
        'gross',
        'discount',
        'shipping',
        'duty',
        'tax_added',
        'tip',
        'fee',
      ],
      ...['other', 'gross_shop', 'discount_shop', 'shipping_shop', 'duty_shop'],
      ...['tax_added_shop', 'tip_shop', 'fee_shop', 'other_shop'],
    ],
  }),
  order_lines: set('report_order_line_facts', ['canceled', 'sku'], {
    amounts: ['paid', 'paid_shop'],
    counts: ['quantity'],
    texts: ['title'],
  }),
  order_taxes: set('report_tax_facts', TAX, { fixed: { basis: 'collected' }, amounts: ['amount'] }),
  refund_taxes: set('report_tax_facts', TAX, { fixed: { basis: 'refunded' }, amounts: ['amount'] }),
  refunds: set(
    'report_refund_facts',
    [
      ...['basis', 'kind', 'status', 'method', 'reason', 'source', 'person', 'approval'],
      'canceled',
    ],
    { amounts: ['total', 'total_shop', 'items'] },
  ),
  refund_lines: set('report_refund_line_facts', ['kind', 'status', 'reason', 'sku', 'restock'], {
    amounts: ['amount', 'tax'],
    counts: ['quantity'],
    texts: ['title'],
  }),
  exceptions: set('report_exception_facts', [
    ...['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'recurred', 'fingerprint'],
    'person',
    'bin',
  ]),
  transactions: set('report_transaction_facts', ['kind', 'status', 'method', 'code'], {
    amounts: ['amount', 'amount_shop'],
  }),
  disputes: set('report_dispute_facts', ['kind', 'status', 'reason'], { amounts: ['amount'] }),
  gift_card_entries: set('report_gift_card_facts', ['kind', 'last_four'], { amounts: ['amount'] }),
  shipments: set('report_shipment_facts', ['basis', 'carrier', 'status', 'purpose'], {
    texts: ['tracking_number'],
  }),
  webhooks: set('report_webhook_facts', ['topic', 'status'], { counts: ['duplicates'] }),
  steps: set('report_step_facts', ['step', 'status'], { counts: ['attempts'] }),
}
