import type { Level } from '@/server/domain/reports/bucket-cover'

/** What is counted: each topic has a view of its rows and a table of their sums. */
export type Topic = {
  name: string
  /** What `report_dirty` calls it; topics of the same rows share it. */
  mark: string
  view: string
  table: string
  /** What rows are counted by, beside `COMMON_DIMENSIONS`; `bin` is of a duration. */
  dimensions: readonly string[]
  /** What is summed, beside how many there are. */
  sums: readonly string[]
  /** The rollups there are, from the finest, and what each leaves out of the dimensions. */
  levels: readonly RollupLevel[]
}

type RollupLevel = {
  level: Level
  without: readonly string[]
  /** It leaves out so much that even coarser ones have more rows: where it serves, they do not. */
  isNarrow?: boolean
}

/** What rows of every kind have: whose, from where, in what, and who holds the money. */
export const COMMON_DIMENSIONS = [
  'storefront_id',
  'country',
  'currency',
  'shop_currency',
  'gateway',
] as const

const whole = (...levels: Level[]) => levels.map((level) => ({ level, without: [] }))

/** What an order is told by, beside its storefront. */
const PLACES = ['country', 'currency', 'shop_currency', 'gateway']

const AMOUNTS = ['gross', 'discount', 'shipping', 'duty', 'tax_added', 'tip', 'other', 'total']

/** The topics by their names. */
export const TOPICS = {
  orders: {
    name: 'orders',
    mark: 'orders',
    view: 'report_order_facts',
    table: 'report_orders',
    dimensions: ['cancelled'],
    sums: [...AMOUNTS, ...AMOUNTS.map((amount) => `${amount}_shop`)],
    // Hours serve the long time axes, of which few are asked by country or gateway.
    levels: [
      { level: 0, without: [] },
      { level: 1, without: ['country', 'gateway'] },
      { level: 2, without: [] },
      { level: 3, without: [] },
    ],
  },
  order_lines: {
    name: 'order_lines',
    mark: 'order_lines',
    view: 'report_order_line_facts',
    table: 'report_order_lines',
    dimensions: ['cancelled', 'sku'],
    sums: ['quantity', 'paid_shop'],
    levels: [
      { level: 2, without: ['country', 'currency', 'gateway'] },
      { level: 3, without: ['country', 'currency', 'gateway'] },
    ],
  },
  refunds: {
    name: 'refunds',
    mark: 'refunds',
    view: 'report_refund_facts',
    table: 'report_refunds',
    dimensions: [
      'basis',
      'kind',
      'status',
      'method',
      'reason',
      'source',
      'person',
      'approval',
      'cancelled',
    ],
    sums: ['items', 'total', 'total_shop'],
    levels: whole(0, 2, 3),
  },
  taxes: {
    name: 'taxes',
    mark: 'taxes',
    view: 'report_tax_facts',
    table: 'report_taxes',
    dimensions: ['basis', 'title', 'rate', 'cancelled'],
    sums: ['amount'],
    levels: whole(0, 2, 3),
  },
  exceptions: {
    name: 'exceptions',
    mark: 'exceptions',
    view: 'report_exception_facts',
    table: 'report_exceptions',
    dimensions: ['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'came_back', 'bin'],
    sums: [],
    levels: [
      { level: 0, without: [] },
      { level: 2, without: ['country', 'currency', 'gateway'] },
      { level: 3, without: ['country', 'currency', 'gateway'] },
    ],
  },
  transactions: {
    name: 'transactions',
    mark: 'transactions',
    view: 'report_transaction_facts',
    table: 'report_transactions',
    dimensions: ['kind', 'status', 'method', 'code'],
    sums: ['amount', 'amount_shop'],
    levels: [
      { level: 0, without: [] },
      { level: 1, without: ['country', 'code'] },
      { level: 2, without: [] },
      { level: 3, without: [] },
    ],
  },
  shipments: {
    name: 'shipments',
    mark: 'shipments',
    view: 'report_shipment_facts',
    table: 'report_shipments',
    dimensions: ['basis', 'carrier', 'status', 'purpose', 'bin'],
    sums: [],
    levels: [
      { level: 0, without: [] },
      { level: 1, without: [...PLACES, 'carrier', 'status', 'purpose', 'bin'], isNarrow: true },
      { level: 2, without: PLACES },
      { level: 3, without: PLACES },
    ],
  },
  shipment_countries: {
    name: 'shipment_countries',
    mark: 'shipments',
    view: 'report_shipment_facts',
    table: 'report_shipment_countries',
    dimensions: ['basis', 'carrier', 'status', 'purpose', 'bin'],
    sums: [],
    levels: [
      { level: 2, without: ['currency', 'shop_currency', 'gateway', 'carrier'] },
      { level: 3, without: ['currency', 'shop_currency', 'gateway', 'carrier'] },
    ],
  },
  deliveries: {
    name: 'deliveries',
    mark: 'deliveries',
    view: 'report_delivery_facts',
    table: 'report_deliveries',
    dimensions: ['topic', 'status', 'bin'],
    sums: ['duplicates'],
    levels: whole(0, 2, 3),
  },
  steps: {
    name: 'steps',
    mark: 'steps',
    view: 'report_step_facts',
    table: 'report_steps',
    dimensions: ['step', 'status', 'bin'],
    sums: ['attempts'],
    // Eight to an order: told by country and currency they would be as many rows as steps.
    levels: [
      { level: 0, without: PLACES },
      { level: 2, without: PLACES },
      { level: 3, without: PLACES },
    ],
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof TOPICS
export const TOPIC_NAMES = Object.keys(TOPICS) as TopicName[]

/** Every dimension of a topic, the common ones first. */
export function dimensionsOf(topic: Topic): string[] {
  return [...COMMON_DIMENSIONS, ...topic.dimensions]
}
