import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CustomerId, OrderId, StaffId, StorefrontId, WebhookId } from '@/domain/ids'
import { at, createdAt, id, minor } from '../columns'
import { customers } from '../customers'
import { staff } from '../staff'
import { storefronts } from '../storefronts'
import { webhooks } from '../webhooks'

/** A reference to the order that a row belongs to; the row is deleted with it. */
export const orderId = () =>
  uuid()
    .$type<OrderId>()
    .notNull()
    .references(() => orders.id, { onDelete: 'cascade' })

/** An order. Amounts are in the customer's currency; `...ShopMinor` columns are in the shop's. */
export const orders = pgTable(
  'orders',
  {
    id: id<OrderId>(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    externalId: text().notNull(),
    /** The order number as displayed, e.g. `#10432`. */
    name: text().notNull(),
    status: text({
      enum: ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled'],
    })
      .notNull()
      .default('processing'),
    paymentStatus: text({
      enum: [
        'pending',
        'authorized',
        'partially_paid',
        'paid',
        'partially_refunded',
        'refunded',
        'voided',
        'declined',
      ],
    })
      .notNull()
      .default('pending'),
    fulfillmentStatus: text({ enum: ['unfulfilled', 'partial', 'fulfilled'] })
      .notNull()
      .default('unfulfilled'),
    /** The storefront's payment status; the `capture` step reads it. */
    storefrontPaymentStatus: text().notNull().default('pending'),
    // Derived from the next two, so that it does not depend on the order of arrival.
    /** The payment status of the snapshot that this row shows. */
    snapshotPaymentStatus: text().notNull().default('pending'),
    /** The most advanced settled payment status seen so far (paid, refunded ...). */
    settledPaymentStatus: text(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id),
    customerName: text().notNull().default(''),
    email: text(),
    /** When a user corrected the email; storefront updates no longer change it. */
    emailEditedAt: at(),
    phone: text(),
    /** ISO 4217: the presentment currency. */
    currency: text().notNull(),
    shopCurrency: text().notNull(),
    /** The lines at list price. */
    subtotalMinor: minor().notNull(),
    subtotalShopMinor: minor().notNull(),
    /** All discounts on lines and shipping, as a positive amount. */
    discountMinor: minor().notNull(),
    discountShopMinor: minor().notNull(),
    /** Shipping at list price, before its discount. */
    shippingMinor: minor().notNull(),
    shippingShopMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    taxShopMinor: minor().notNull(),
    dutyDomesticMinor: minor().notNull(),
    dutyDomesticShopMinor: minor().notNull(),
    dutyInternationalMinor: minor().notNull(),
    dutyInternationalShopMinor: minor().notNull(),
    tipMinor: minor().notNull(),
    tipShopMinor: minor().notNull(),
    /** Cross-border fees that are neither duty nor tax. */
    feeMinor: minor().notNull().default(sql`0`),
    feeShopMinor: minor().notNull().default(sql`0`),
    totalMinor: minor().notNull(),
    totalShopMinor: minor().notNull(),
    /** Whether prices include tax. */
    taxesIncluded: boolean().notNull().default(false),
    /** BCP 47: the locale of amounts and dates for the customer. */
    customerLocale: text(),
    customerNote: text(),
    /** The storefront's tags plus `addedTags`, minus `removedTags`. */
    tags: text().array().notNull().default(sql`'{}'`),
    addedTags: text().array().notNull().default(sql`'{}'`),
    removedTags: text().array().notNull().default(sql`'{}'`),
    /** The country of the shipping address, for filters. */
    shippingCountry: text().notNull().default(''),
    /** The gateway of the first tender that is not a gift card; a trigger maintains it. */
    gateway: text().notNull().default(''),
    /** The assigned staff member. */
    assigneeId: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    riskLevel: text({ enum: ['none', 'low', 'medium', 'high'] })
      .notNull()
      .default('none'),
    isTest: boolean().notNull().default(false),
    placedAt: at().notNull(),
    canceledAt: at(),
    cancelReason: text(),
    completedAt: at(),
    heldAt: at(),
    holdReason: text(),
    /** The snapshot that this row shows: the latest by the storefront's clock, then by topic rank. */
    storefrontUpdatedAt: at().notNull(),
    snapshotRank: integer().notNull(),
    snapshotWebhookId: uuid()
      .$type<WebhookId>()
      .notNull()
      .references(() => webhooks.id),
    /**
     * When the pipeline last made progress; the sweep finds stuck orders with it. Not indexed, because
     * every step sets it and updates of unindexed columns can be heap-only (HOT).
     */
    progressedAt: at().notNull().defaultNow(),
    /** The number, names and email in lower case, for the list's search. */
    searchText: text().notNull().default(''),
    /** A digest of the last snapshot's lines, taxes, discounts and addresses; '' once they changed. */
    partsDigest: text().notNull().default(''),
    createdAt: createdAt(),
    updatedAt: at().notNull().defaultNow(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('orders_external').on(t.storefrontId, t.externalId),
    // Ascending, because drizzle's desc() adds NULLS LAST, which our ORDER BY clauses do not use.
    index('orders_placed').on(t.placedAt, t.id),
    index('orders_status_placed').on(t.status, t.placedAt, t.id),
    index('orders_country_placed').on(t.shippingCountry, t.placedAt, t.id),
    index('orders_name').on(t.name),
    // With orders_name, the case-insensitive exact matches of the search.
    index('orders_email').on(sql`lower(${t.email})`),
    index('orders_customer_name').on(sql`lower(${t.customerName})`),
    index('orders_customer').on(t.customerId),
    index('orders_guests').on(t.id).where(sql`${t.customerId} is null and ${t.email} is not null`),
    index('orders_total').on(t.totalShopMinor, t.id),
    index('orders_by_customer').on(sql`${t.customerName} collate "und-x-icu"`, t.id),
    index('orders_tags').using('gin', t.tags),
    index('orders_assignee').on(t.assigneeId).where(sql`${t.assigneeId} is not null`),
    index('orders_unfulfilled')
      .on(t.placedAt, t.id)
      .where(sql`${t.fulfillmentStatus} <> 'fulfilled' and ${t.status} <> 'canceled'`),
    index('orders_refunded')
      .on(t.placedAt, t.id)
      .where(sql`${t.paymentStatus} in ('refunded', 'partially_refunded')`),
    index('orders_phone').on(sql`regexp_replace(${t.phone}, '[^0-9]', '', 'g')`),
    check(
      'orders_amounts_not_negative',
      sql`least(${t.subtotalMinor}, ${t.discountMinor}, ${t.shippingMinor}, ${t.taxMinor}, ${t.dutyDomesticMinor}, ${t.dutyInternationalMinor}, ${t.tipMinor}, ${t.feeMinor}, ${t.totalMinor}) >= 0`,
    ),
  ],
)
