import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  type PgColumn,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { StorefrontId } from '@/domain/ids'
import { at, minor } from '../columns'

// Rollups of the views `report_..._facts` (see the migrations) by UTC time bucket. Levels: 0 is 15
// minutes, 1 an hour, 2 six hours, 3 a day, 4 a quarter of a month, 5 a month. Levels plus 10, 20 and
// 30 are the same buckets with fewer dimensions.

const bucket = () => ({
  level: smallint().notNull(),
  bucketAt: at().notNull(),
  storefrontId: uuid().$type<StorefrontId>(),
  country: text().notNull(),
  currency: text().notNull(),
  shopCurrency: text().notNull(),
  gateway: text().notNull(),
  /** The number of rows in the sum. */
  n: integer().notNull(),
})

const word = () => text().notNull()
const sum = () => minor().notNull()
const byBucket = (name: string) => (t: { level: PgColumn; bucketAt: PgColumn }) => [
  index(`${name}_bucket`).on(t.level as never, t.bucketAt as never),
]

/** Orders by the time they were placed. */
export const reportOrders = pgTable(
  'report_orders',
  {
    ...bucket(),
    canceled: word(),
    gross: sum(),
    discount: sum(),
    shipping: sum(),
    duty: sum(),
    taxAdded: sum(),
    tip: sum(),
    other: sum(),
    total: sum(),
    grossShop: sum(),
    discountShop: sum(),
    shippingShop: sum(),
    dutyShop: sum(),
    taxAddedShop: sum(),
    tipShop: sum(),
    fee: minor().notNull().default(sql`0`),
    feeShop: minor().notNull().default(sql`0`),
    otherShop: sum(),
    totalShop: sum(),
  },
  byBucket('report_orders'),
)

/** Order lines, by day and longer; shorter buckets would have as many rows as orders. */
export const reportOrderLines = pgTable(
  'report_order_lines',
  { ...bucket(), canceled: word(), sku: word(), quantity: sum(), paidShop: sum() },
  byBucket('report_order_lines'),
)

/** Refunds and reshipments, by their own time and by the time the order was placed. */
export const reportRefunds = pgTable(
  'report_refunds',
  {
    ...bucket(),
    basis: word(),
    kind: word(),
    status: word(),
    method: word(),
    reason: word(),
    source: word(),
    person: word(),
    approval: word(),
    canceled: word(),
    items: sum(),
    total: sum(),
    totalShop: sum(),
  },
  byBucket('report_refunds'),
)

/** Lines of refunds and reshipments by the time of these, by day and longer. */
export const reportRefundLines = pgTable(
  'report_refund_lines',
  { ...bucket(), kind: word(), status: word(), sku: word(), quantity: sum(), amount: sum() },
  byBucket('report_refund_lines'),
)

/** Taxes charged on orders and returned with refunds of items. */
export const reportTaxes = pgTable(
  'report_taxes',
  { ...bucket(), basis: word(), title: word(), rate: word(), canceled: word(), amount: sum() },
  byBucket('report_taxes'),
)

/** Exceptions by the time they were opened, first handled (with the time until then) and closed. */
export const reportExceptions = pgTable(
  'report_exceptions',
  {
    ...bucket(),
    basis: word(),
    kind: word(),
    stage: word(),
    outcome: word(),
    auto: word(),
    sla: word(),
    recurred: word(),
    bin: smallint().notNull(),
  },
  byBucket('report_exceptions'),
)

/** Payment transactions by time. The gateway is the payment's. */
export const reportTransactions = pgTable(
  'report_transactions',
  {
    ...bucket(),
    kind: word(),
    status: word(),
    method: word(),
    code: word(),
    amount: sum(),
    amountShop: sum(),
  },
  byBucket('report_transactions'),
)

/** Parcels by the time they shipped (with the time since payment) and by the time they arrived. */
export const reportShipments = pgTable(
  'report_shipments',
  {
    ...bucket(),
    basis: word(),
    carrier: word(),
    status: word(),
    purpose: word(),
    /** The bin of the duration; see `report_bin`. */
    bin: smallint().notNull(),
  },
  byBucket('report_shipments'),
)

/** Webhooks by the time they were received, with their processing time. */
export const reportWebhooks = pgTable(
  'report_webhooks',
  { ...bucket(), topic: word(), status: word(), bin: smallint().notNull(), duplicates: sum() },
  byBucket('report_webhooks'),
)

/** Pipeline steps by the time they ended, with their duration. */
export const reportSteps = pgTable(
  'report_steps',
  { ...bucket(), step: word(), status: word(), bin: smallint().notNull(), attempts: sum() },
  byBucket('report_steps'),
)

/** 15-minute buckets whose rollups are out of date; triggers insert them with each change. */
export const reportDirty = pgTable('report_dirty', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  topics: text().array().notNull(),
  bucketAt: at().notNull(),
})
