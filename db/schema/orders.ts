import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  CustomerId,
  OrderId,
  OrderLineId,
  StaffId,
  StorefrontId,
  WebhookId,
} from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { customers } from './customers'
import { staff } from './staff'
import { storefronts } from './storefronts'
import { webhooks } from './webhooks'

const orderId = () =>
  uuid()
    .$type<OrderId>()
    .notNull()
    .references(() => orders.id, { onDelete: 'cascade' })

/** An order, in the customer's currency and, in the `...Shop` twins, in the shop's. */
export const orders = pgTable(
  'orders',
  {
    id: id<OrderId>(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    externalId: text().notNull(),
    /** What people call it, e.g. `#10432`. */
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
    /** What the storefront itself says of the payment; the pipeline's `capture` reads it. */
    storefrontPaymentStatus: text().notNull().default('pending'),
    // It follows from the next two, so that it is the same in whatever order snapshots come.
    /** The word of the snapshot that this row shows. */
    snapshotPaymentStatus: text().notNull().default('pending'),
    /** Of all words for money that was taken (paid, refunded ...) the furthest one yet. */
    settledPaymentStatus: text(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id),
    customerName: text().notNull().default(''),
    email: text(),
    /** A person corrected the email here: storefront updates leave it alone. */
    emailEditedAt: at(),
    phone: text(),
    /** ISO 4217: what the customer sees and pays in. */
    currency: text().notNull(),
    shopCurrency: text().notNull(),
    /** Lines at list price. */
    subtotalMinor: minor().notNull(),
    subtotalShopMinor: minor().notNull(),
    /** All discounts, on lines and on shipping; a positive number. */
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
    /** Costs of crossing a border that are neither duty nor tax. */
    feeMinor: minor().notNull().default(sql`0`),
    feeShopMinor: minor().notNull().default(sql`0`),
    totalMinor: minor().notNull(),
    totalShopMinor: minor().notNull(),
    /** True: prices contain the tax, it is not added on top. */
    taxesIncluded: boolean().notNull().default(false),
    /** BCP 47, for amounts and dates the customer reads. */
    customerLocale: text(),
    customerNote: text(),
    /** The storefront's tags without those that people took off, and those that they added. */
    tags: text().array().notNull().default(sql`'{}'`),
    addedTags: text().array().notNull().default(sql`'{}'`),
    removedTags: text().array().notNull().default(sql`'{}'`),
    /** Where the goods go, as the shipping address says: what lists are filtered by. */
    shippingCountry: text().notNull().default(''),
    /** Who holds its money, as on its first tender that is no gift card; kept by trigger. */
    gateway: text().notNull().default(''),
    /** Who looks after it. */
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
    /** The snapshot this row shows: newest by the storefront's clock, then by topic rank. */
    storefrontUpdatedAt: at().notNull(),
    snapshotRank: integer().notNull(),
    snapshotWebhookId: uuid()
      .$type<WebhookId>()
      .notNull()
      .references(() => webhooks.id),
    /**
     * When the pipeline last moved; the sweep looks for orders where it stands still. In no index:
     * each step sets it, and a change that no index knows is written beside the row alone.
     */
    progressedAt: at().notNull().defaultNow(),
    /** Lower-cased number, names, email: what the list's search looks in. */
    searchText: text().notNull().default(''),
    /** Of what the last snapshot showed in lines, taxes, discounts, addresses; '' when changed since. */
    partsDigest: text().notNull().default(''),
    createdAt: createdAt(),
    updatedAt: at().notNull().defaultNow(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('orders_external').on(t.storefrontId, t.externalId),
    // Ascending: drizzle's desc() says NULLS LAST, which no ORDER BY of ours does.
    index('orders_placed').on(t.placedAt, t.id),
    index('orders_status_placed').on(t.status, t.placedAt, t.id),
    index('orders_country_placed').on(t.shippingCountry, t.placedAt, t.id),
    index('orders_name').on(t.name),
    // With orders_name what the search calls exact, whatever the case.
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

/** A line as it was bought. `paidMinor` (after its share of every discount) and tax are frozen. */
export const orderLines = pgTable(
  'order_lines',
  {
    id: id<OrderLineId>(),
    orderId: orderId(),
    externalId: text().notNull(),
    position: integer().notNull(),
    sku: text(),
    /** What is sent in its place, where a person chose another product here. */
    fulfillSku: text(),
    title: text().notNull(),
    variantTitle: text(),
    quantity: integer().notNull(),
    /** What the storefront says is left after its own edits and removals. */
    currentQuantity: integer().notNull(),
    unitPriceMinor: minor().notNull(),
    unitPriceShopMinor: minor().notNull(),
    discountMinor: minor().notNull(),
    discountShopMinor: minor().notNull(),
    /** quantity x unit price - discount: P of the refund rules. Tax is apart unless included. */
    paidMinor: minor().notNull(),
    paidShopMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    taxShopMinor: minor().notNull(),
    /** Weight of one unit in grams. */
    grams: integer().notNull().default(0),
    requiresShipping: boolean().notNull().default(true),
    isGiftCard: boolean().notNull().default(false),
    properties: jsonb().$type<{ name: string; value: string }[]>().notNull().default([]),
    hsCode: text(),
    /** ISO 3166-1 alpha-2. */
    originCountry: text(),
  },
  (t) => [
    uniqueIndex('order_lines_external').on(t.orderId, t.externalId),
    index('order_lines_sku').on(sql`lower(${t.sku})`),
    check('order_lines_quantity', sql`${t.quantity} >= 0 and ${t.currentQuantity} >= 0`),
    check(
      'order_lines_amounts_not_negative',
      sql`least(${t.unitPriceMinor}, ${t.discountMinor}, ${t.paidMinor}, ${t.taxMinor}) >= 0`,
    ),
  ],
)

export const orderShippingLines = pgTable(
  'order_shipping_lines',
  {
    id: id(),
    orderId: orderId(),
    position: integer().notNull(),
    code: text(),
    title: text().notNull(),
    priceMinor: minor().notNull(),
    priceShopMinor: minor().notNull(),
    discountMinor: minor().notNull(),
    discountShopMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    taxShopMinor: minor().notNull(),
  },
  (t) => [index('order_shipping_lines_order').on(t.orderId)],
)

/** One tax of one line, shipping line or duty; with neither, of the order as a whole. */
export const orderTaxLines = pgTable(
  'order_tax_lines',
  {
    id: id(),
    orderId: orderId(),
    lineId: uuid()
      .$type<OrderLineId>()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    shippingLineId: uuid().references(() => orderShippingLines.id, { onDelete: 'cascade' }),
    dutyId: uuid().references(() => orderDuties.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    title: text().notNull(),
    /** A fraction: 0.19 is 19 %. */
    rate: numeric(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
    isChannelLiable: boolean().notNull().default(false),
  },
  (t) => [index('order_tax_lines_order').on(t.orderId)],
)

export const orderDuties = pgTable(
  'order_duties',
  {
    id: id(),
    orderId: orderId(),
    lineId: uuid()
      .$type<OrderLineId>()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    /** domestic: the parcel crosses no border on its way. */
    scope: text({ enum: ['domestic', 'international'] }).notNull(),
    hsCode: text(),
    originCountry: text(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
  },
  (t) => [index('order_duties_order').on(t.orderId)],
)

/** A discount as it was granted; `orderDiscountAllocations` says where it fell. */
export const orderDiscounts = pgTable(
  'order_discounts',
  {
    id: id(),
    orderId: orderId(),
    position: integer().notNull(),
    kind: text().notNull(),
    label: text().notNull(),
    /** As the storefront gave it: a percentage or an amount. */
    value: text(),
    valueType: text(),
    target: text({ enum: ['line_item', 'shipping_line'] }).notNull(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
  },
  (t) => [index('order_discounts_order').on(t.orderId)],
)

export const orderDiscountAllocations = pgTable(
  'order_discount_allocations',
  {
    id: id(),
    orderId: orderId(),
    discountId: uuid()
      .notNull()
      .references(() => orderDiscounts.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .$type<OrderLineId>()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    shippingLineId: uuid().references(() => orderShippingLines.id, { onDelete: 'cascade' }),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
  },
  (t) => [
    index('order_discount_allocations_order').on(t.orderId),
    check(
      'order_discount_allocations_target',
      sql`num_nonnulls(${t.lineId}, ${t.shippingLineId}) = 1`,
    ),
  ],
)

export const orderAddresses = pgTable(
  'order_addresses',
  {
    id: id(),
    orderId: orderId(),
    kind: text({ enum: ['shipping', 'billing'] }).notNull(),
    name: text().notNull().default(''),
    company: text(),
    address1: text().notNull().default(''),
    address2: text(),
    city: text().notNull().default(''),
    province: text(),
    provinceCode: text(),
    postalCode: text(),
    /** ISO 3166-1 alpha-2; '' when the storefront gave none. */
    countryCode: text().notNull().default(''),
    phone: text(),
    /** Names of fields that held only emoji and are empty now. */
    emptiedFields: text().array().notNull().default(sql`'{}'`),
    /** A person changed it here: storefront updates leave it alone. */
    editedAt: at(),
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('order_addresses_kind').on(t.orderId, t.kind)],
)

/** How many orders there are of each kind: what tabs count. `orderCountChanges` comes on top. */
export const orderCounts = pgTable(
  'order_counts',
  {
    status: text().notNull(),
    paymentStatus: text().notNull(),
    fulfillmentStatus: text().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.status, t.paymentStatus, t.fulfillmentStatus] })],
)

/** Written by trigger with every order; rows beside each other, so that nobody waits for anybody. */
export const orderCountChanges = pgTable('order_count_changes', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  status: text().notNull(),
  paymentStatus: text().notNull(),
  fulfillmentStatus: text().notNull(),
  change: integer().notNull(),
})

/** The append-only timeline of an order. */
export const orderEvents = pgTable(
  'order_events',
  {
    id: id(),
    orderId: orderId(),
    type: text().notNull(),
    actorKind: text({ enum: ['person', 'step', 'storefront', 'system'] }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    at: at().notNull().defaultNow(),
  },
  (t) => [index('order_events_order').on(t.orderId, t.id)],
)
