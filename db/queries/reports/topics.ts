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
  /** The rollups there are; each comes behind those that it can be summed from. */
  rollups: readonly Rollup[]
}

/** Sums of one level that leave some dimensions out. */
export type Rollup = {
  /** What the column `level` says: beside the level itself, which of the narrower ones it is. */
  code: number
  level: Level
  /** The dimensions that it does not tell apart. */
  without: readonly string[]
}

/** What rows of every kind have: whose, from where, in what, and who holds the money. */
export const COMMON_DIMENSIONS = [
  'storefront_id',
  'country',
  'currency',
  'shop_currency',
  'gateway',
] as const

const whole = (...levels: Level[]) => levels.map((level) => full(level))

const full = (level: Level, without: readonly string[] = []): Rollup => ({
  code: level,
  level,
  without,
})

/**
 * Hours, days and months that tell little apart, for time axes: a day of a zone begins at any hour,
 * so that a quarter by day is read from some thousand hours.
 */
const narrow = (without: readonly string[], ...levels: Level[]) =>
  levels.map((level): Rollup => ({ code: 10 + level, level, without }))

/** Still narrower than those of `narrow`. */
const narrowest = (without: readonly string[], ...levels: Level[]) =>
  levels.map((level): Rollup => ({ code: 20 + level, level, without }))

/** What an order is told by, beside its storefront. */
const PLACES = ['country', 'currency', 'shop_currency', 'gateway']

const AMOUNTS = [
  ...['gross', 'discount', 'shipping', 'duty', 'tax_added', 'tip', 'fee'],
  ...['other', 'total'],
]

/** The topics by their names. */
export const TOPICS = {
  orders: {
    name: 'orders',
    mark: 'orders',
    view: 'report_order_facts',
    table: 'report_orders',
    dimensions: ['cancelled'],
    sums: [...AMOUNTS, ...AMOUNTS.map((amount) => `${amount}_shop`)],
    rollups: [
      ...whole(0, 2, 3),
      ...narrow(['country', 'gateway'], 1, 2, 3),
      ...narrowest(['country', 'gateway', 'currency'], 1, 2, 3),
    ],
  },
  order_lines: {
    name: 'order_lines',
    mark: 'order_lines',
    view: 'report_order_line_facts',
    table: 'report_order_lines',
    dimensions: ['cancelled', 'sku'],
    sums: ['quantity', 'paid_shop'],
    rollups: [
      full(2, ['country', 'currency', 'gateway']),
      full(3, ['country', 'currency', 'gateway']),
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
    rollups: [
      ...whole(0, 2, 3),
      ...narrow(
        [...['country', 'currency', 'gateway', 'method', 'reason', 'source', 'person'], 'approval'],
        1,
        2,
        3,
      ),
    ],
  },
  refund_lines: {
    name: 'refund_lines',
    // Whatever makes the tax of refunds out of date does so with their lines.
    mark: 'taxes',
    view: 'report_refund_line_facts',
    table: 'report_refund_lines',
    dimensions: ['kind', 'status', 'sku'],
    sums: ['quantity', 'amount'],
    rollups: [full(2, ['country', 'gateway']), full(3, ['country', 'gateway'])],
  },
  taxes: {
    name: 'taxes',
    mark: 'taxes',
    view: 'report_tax_facts',
    table: 'report_taxes',
    dimensions: ['basis', 'title', 'rate', 'cancelled'],
    sums: ['amount'],
    rollups: [
      ...whole(0, 2, 3),
      ...narrow(['country', 'shop_currency', 'gateway', 'title', 'rate'], 1, 2, 3),
    ],
  },
  exceptions: {
    name: 'exceptions',
    mark: 'exceptions',
    view: 'report_exception_facts',
    table: 'report_exceptions',
    dimensions: ['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'came_back', 'bin'],
    sums: [],
    rollups: [
      full(0),
      full(2, ['country', 'currency', 'gateway']),
      full(3, ['country', 'currency', 'gateway']),
      ...narrow(
        [...PLACES, 'kind', 'stage', 'outcome', 'auto', 'sla', 'came_back', 'bin'],
        1,
        2,
        3,
      ),
    ],
  },
  transactions: {
    name: 'transactions',
    mark: 'transactions',
    view: 'report_transaction_facts',
    table: 'report_transactions',
    dimensions: ['kind', 'status', 'method', 'code'],
    sums: ['amount', 'amount_shop'],
    rollups: [...whole(0, 2, 3), ...narrow([...PLACES, 'method', 'code'], 1, 2, 3)],
  },
  shipments: {
    name: 'shipments',
    mark: 'shipments',
    view: 'report_shipment_facts',
    table: 'report_shipments',
    dimensions: ['basis', 'carrier', 'status', 'purpose', 'bin'],
    sums: [],
    rollups: [
      full(0),
      full(2, PLACES),
      full(3, PLACES),
      ...narrow([...PLACES, 'carrier', 'status', 'purpose', 'bin'], 1, 2, 3),
    ],
  },
  shipment_countries: {
    name: 'shipment_countries',
    mark: 'shipments',
    view: 'report_shipment_facts',
    table: 'report_shipment_countries',
    dimensions: ['basis', 'carrier', 'status', 'purpose', 'bin'],
    sums: [],
    rollups: [
      full(2, ['currency', 'shop_currency', 'gateway', 'carrier']),
      full(3, ['currency', 'shop_currency', 'gateway', 'carrier']),
    ],
  },
  deliveries: {
    name: 'deliveries',
    mark: 'deliveries',
    view: 'report_delivery_facts',
    table: 'report_deliveries',
    dimensions: ['topic', 'status', 'bin'],
    sums: ['duplicates'],
    rollups: [...whole(0, 2, 3), ...narrow([...PLACES, 'topic', 'status', 'bin'], 1, 2, 3)],
  },
  steps: {
    name: 'steps',
    mark: 'steps',
    view: 'report_step_facts',
    table: 'report_steps',
    dimensions: ['step', 'status', 'bin'],
    sums: ['attempts'],
    // Eight to an order: told by country and currency they would be as many rows as steps.
    rollups: [full(0, PLACES), full(2, PLACES), full(3, PLACES)],
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof TOPICS
export const TOPIC_NAMES = Object.keys(TOPICS) as TopicName[]

/** Every dimension of a topic, the common ones first. */
export function dimensionsOf(topic: Topic): string[] {
  return [...COMMON_DIMENSIONS, ...topic.dimensions]
}
