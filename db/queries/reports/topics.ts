import type { Level } from '@/domain/reports/bucket-cover'

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

const QUARTERLY: readonly Level[] = [0, 1, 2, 3, 4, 5]
const HOURLY: readonly Level[] = [1, 2, 3, 4, 5]
const DAILY: readonly Level[] = [3, 4, 5]

/** Rollups that tell all apart; what is shorter than the shortest of them is read from the rows. */
const full = (levels: readonly Level[], without: readonly string[] = []) =>
  rollups(0, levels, without)

/**
 * Rollups that tell less apart, for what is asked often: time axes foremost. A day of a zone begins
 * at any hour, so that a quarter by day is read from hours and quarters of days.
 * @param width which of the narrower ones they are: each has codes of its own
 */
const narrow = (width: 1 | 2 | 3, levels: readonly Level[], without: readonly string[]) =>
  rollups(width, levels, without)

const rollups = (width: number, levels: readonly Level[], without: readonly string[]) =>
  levels.map((level): Rollup => ({ code: 10 * width + level, level, without }))

/** What an order is told by, beside its storefront. */
const PLACES = ['country', 'currency', 'shop_currency', 'gateway']

/** What a refund is told by, beside what it came to. */
const WHY = ['method', 'reason', 'source', 'person', 'approval']

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
      ...narrow(1, DAILY, ['country', 'gateway', ...WHY]),
      ...narrow(2, QUARTERLY, ['country', 'gateway', 'currency', ...WHY]),
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
      // By the hour nearly every parcel is told apart; what it saves is looking for its payment.
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
    // Eight to an order: told by country and currency they would be as many rows as steps.
    rollups: full([2, 3, 4, 5], PLACES),
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof TOPICS
export const TOPIC_NAMES = Object.keys(TOPICS) as TopicName[]

/** Every dimension of a topic, the common ones first. */
export function dimensionsOf(topic: Topic): string[] {
  return [...COMMON_DIMENSIONS, ...topic.dimensions]
}
