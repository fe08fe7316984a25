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
import { at, minor } from './columns'

// Sums of the views `report_..._facts` (see the migrations), kept by bucket of time. A row of level
// 0 is of a quarter of an hour, of 1 an hour, of 2 six hours, of 3 a day, of 4 a quarter of a month,
// of 5 a month, each in UTC; ten, twenty and thirty more are the same with fewer things told apart.

const bucket = () => ({
  level: smallint().notNull(),
  bucketAt: at().notNull(),
  storefrontId: uuid().$type<StorefrontId>(),
  country: text().notNull(),
  currency: text().notNull(),
  shopCurrency: text().notNull(),
  gateway: text().notNull(),
  /** How many rows it is the sum of. */
  n: integer().notNull(),
})

const word = () => text().notNull()
const sum = () => minor().notNull()
const byBucket = (name: string) => (t: { level: PgColumn; bucketAt: PgColumn }) => [
  index(`${name}_bucket`).on(t.level as never, t.bucketAt as never),
]

/** Orders by when they were placed. */
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

/** Lines of orders, by day and longer: in a shorter time there are as many as orders. */
export const reportOrderLines = pgTable(
  'report_order_lines',
  { ...bucket(), canceled: word(), sku: word(), quantity: sum(), paidShop: sum() },
  byBucket('report_order_lines'),
)

/** Refunds and reshipments: by when they were made, and by when the order was placed. */
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

/** Lines of refunds and reshipments by when these were made, by day and longer. */
export const reportRefundLines = pgTable(
  'report_refund_lines',
  { ...bucket(), kind: word(), status: word(), sku: word(), quantity: sum(), amount: sum() },
  byBucket('report_refund_lines'),
)

/** Taxes that orders were charged, and those that refunds of items gave back. */
export const reportTaxes = pgTable(
  'report_taxes',
  { ...bucket(), basis: word(), title: word(), rate: word(), canceled: word(), amount: sum() },
  byBucket('report_taxes'),
)

/** Exceptions: by when they were opened, first touched (with the time until then), and closed. */
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

/** What happened to payments, by when. The gateway is the payment's own. */
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

/** Parcels: by when they left, with the time since payment, and by when they arrived. */
export const reportShipments = pgTable(
  'report_shipments',
  {
    ...bucket(),
    basis: word(),
    carrier: word(),
    status: word(),
    purpose: word(),
    /** Of the duration, see `report_bin`. */
    bin: smallint().notNull(),
  },
  byBucket('report_shipments'),
)

/** Messages of storefronts by when they came, with the time until they were worked. */
export const reportWebhooks = pgTable(
  'report_webhooks',
  { ...bucket(), topic: word(), status: word(), bin: smallint().notNull(), duplicates: sum() },
  byBucket('report_webhooks'),
)

/** Steps of the pipeline by when they ended, with the time they took. */
export const reportSteps = pgTable(
  'report_steps',
  { ...bucket(), step: word(), status: word(), bin: smallint().notNull(), attempts: sum() },
  byBucket('report_steps'),
)

/** Buckets of 15 minutes whose sums are out of date; written by trigger with what made them so. */
export const reportDirty = pgTable('report_dirty', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  topics: text().array().notNull(),
  bucketAt: at().notNull(),
})
