import type { Level } from '@/domain/reports/rollups/bucket-cover'

/** A kind of row that reports count, with a view of the rows and a table of their sums. */
export type Topic = {
  name: string
  /** Its name in `report_dirty`. Topics that change together share a mark. */
  mark: string
  view: string
  table: string
  /** Grouping columns besides `COMMON_DIMENSIONS`; `bin` is a duration bin. */
  dimensions: readonly string[]
  /** Summed columns; rows are always counted. */
  sums: readonly string[]
  /** Its rollups, each after those it can be computed from. */
  rollups: readonly Rollup[]
}

/** Sums at one level, without some of the dimensions. */
export type Rollup = {
  /** The value of the column `level`: the level plus ten times the width, see `narrow`. */
  code: number
  level: Level
  /** The dimensions it leaves out. */
  without: readonly string[]
}

/** The dimensions that every topic has. */
export const COMMON_DIMENSIONS = [
  'storefront_id',
  'country',
  'currency',
  'shop_currency',
  'gateway',
] as const

const QUARTERLY: readonly Level[] = [0, 1, 2, 3, 4, 5]
const HOURLY: readonly Level[] = [1, 2, 3, 4, 5]
const DAILY: readonly Level[] = [3, 4, 5]

/** Rollups with all dimensions. Time ranges below their finest level are read from the rows. */
const full = (levels: readonly Level[], without: readonly string[] = []) =>
  rollups(0, levels, without)

/**
 * Rollups with fewer dimensions for frequent queries, mainly time axes. Local days start at any UTC
 * hour, so a daily axis is read from hourly and six-hour buckets.
 * @param width distinguishes the sets of narrow rollups of a topic, each with its own codes
 */
const narrow = (width: 1 | 2 | 3, levels: readonly Level[], without: readonly string[]) =>
  rollups(width, levels, without)

const rollups = (width: number, levels: readonly Level[], without: readonly string[]) =>
  levels.map((level): Rollup => ({ code: 10 * width + level, level, without }))

/** Dimensions of an order besides its storefront. */
const PLACES = ['country', 'currency', 'shop_currency', 'gateway']

/** Dimensions that explain a refund. */
const REFUND_DETAILS = ['method', 'reason', 'source', 'person', 'approval']

const AMOUNTS = [
  ...['gross', 'discount', 'shipping', 'duty', 'tax_added', 'tip', 'fee'],
  ...['other', 'total'],
]

/** All topics by name. */
export const TOPICS = {
  orders: {
    name: 'orders',
    mark: 'orders',
    view: 'report_order_facts',
    table: 'report_orders',
    dimensions: ['canceled'],
    sums: [...AMOUNTS, ...AMOUNTS.map((amount) => `${amount}_shop`)],
    rollups: [
      ...full(DAILY),
      ...narrow(1, HOURLY, ['country', 'gateway']),
      ...narrow(2, QUARTERLY, ['country', 'gateway', 'currency']),
      ...narrow(3, DAILY, ['gateway', 'currency']),
    ],
  },
  order_lines: {
    name: 'order_lines',
    mark: 'order_lines',
    view: 'report_order_line_facts',
    table: 'report_order_lines',
    dimensions: ['canceled', 'sku'],
    sums: ['quantity', 'paid_shop'],
    rollups: full(DAILY, ['country', 'currency', 'gateway']),
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
      'canceled',
    ],
    sums: ['items', 'total', 'total_shop'],
    rollups: [
      ...full(DAILY),
      ...narrow(1, DAILY, ['country', 'gateway', ...REFUND_DETAILS]),
      ...narrow(2, QUARTERLY, ['country', 'gateway', 'currency', ...REFUND_DETAILS]),
    ],
  },
  refund_lines: {
    name: 'refund_lines',
    // Every write that changes refunded taxes changes refund lines as well.
    mark: 'taxes',
    view: 'report_refund_line_facts',
    table: 'report_refund_lines',
    dimensions: ['kind', 'status', 'sku'],
    sums: ['quantity', 'amount'],
    rollups: full(DAILY, ['country', 'gateway']),
  },
  taxes: {
    name: 'taxes',
    mark: 'taxes',
    view: 'report_tax_facts',
    table: 'report_taxes',
    dimensions: ['basis', 'title', 'rate', 'canceled'],
    sums: ['amount'],
    rollups: [
      ...full(DAILY),
      ...narrow(1, HOURLY, ['country', 'shop_currency', 'gateway', 'title', 'rate']),
    ],
  },
  exceptions: {
    name: 'exceptions',
    mark: 'exceptions',
    view: 'report_exception_facts',
    table: 'report_exceptions',
    dimensions: ['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'recurred', 'bin'],
    sums: [],
    rollups: [
      ...full([3]),
      ...narrow(1, [4, 5], ['country', 'currency', 'gateway']),
      ...narrow(2, QUARTERLY, [...PLACES, ...['kind', 'stage', 'outcome', 'bin']]),
    ],
  },
  transactions: {
    name: 'transactions',
    mark: 'transactions',
    view: 'report_transaction_facts',
    table: 'report_transactions',
    dimensions: ['kind', 'status', 'method', 'code'],
    sums: ['amount', 'amount_shop'],
    rollups: [
      ...full(DAILY),
      ...narrow(1, HOURLY, ['country', 'shop_currency']),
      ...narrow(2, QUARTERLY, [...PLACES, 'method', 'code']),
    ],
  },
  shipments: {
    name: 'shipments',
    mark: 'shipments',
    view: 'report_shipment_facts',
    table: 'report_shipments',
    dimensions: ['basis', 'carrier', 'status', 'purpose', 'bin'],
    sums: [],
    rollups: [
      // At this level nearly every parcel has its own row; it saves the join with its payment.
      ...full([1]),
      ...narrow(1, DAILY, [...PLACES, 'purpose']),
      ...narrow(2, DAILY, ['currency', 'shop_currency', 'gateway', 'carrier', 'purpose']),
      ...narrow(3, QUARTERLY, [...PLACES, 'carrier', 'status', 'purpose', 'bin']),
    ],
  },
  webhooks: {
    name: 'webhooks',
    mark: 'webhooks',
    view: 'report_webhook_facts',
    table: 'report_webhooks',
    dimensions: ['topic', 'status', 'bin'],
    sums: ['duplicates'],
    rollups: [...full(DAILY), ...narrow(1, QUARTERLY, [...PLACES, 'topic', 'status', 'bin'])],
  },
  steps: {
    name: 'steps',
    mark: 'steps',
    view: 'report_step_facts',
    table: 'report_steps',
    dimensions: ['step', 'status', 'bin'],
    sums: ['attempts'],
    // Eight steps per order: grouped by country and currency, there'd be as many sums as steps.
    rollups: full([2, 3, 4, 5], PLACES),
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof TOPICS
export const TOPIC_NAMES = Object.keys(TOPICS) as TopicName[]

/** Returns all dimensions of a topic, the common ones first. */
export function dimensionsOf(topic: Topic): string[] {
  return [...COMMON_DIMENSIONS, ...topic.dimensions]
}
