import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId, OrderLineId, ResolutionId, ShipmentId, StorefrontId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { orderLines, orders } from './orders'
import { resolutions } from './resolutions'
import { storefronts } from './storefronts'

/** What a storefront sells and what lies on the shelf. Only where we keep the stock. */
export const products = pgTable(
  'products',
  {
    id: id(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    sku: text().notNull(),
    title: text().notNull(),
    /** Harmonized System code, 6 to 10 digits. */
    hsCode: text(),
    originCountry: text(),
    /** Weight of one unit in grams. */
    grams: integer().notNull().default(0),
    onHand: integer().notNull().default(0),
    allocated: integer().notNull().default(0),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('products_sku').on(t.storefrontId, t.sku),
    check('products_stock', sql`${t.allocated} >= 0 and ${t.allocated} <= ${t.onHand}`),
  ],
)

/** Which product of ours a storefront means by a stock number that is not in the list. */
export const skuAliases = pgTable(
  'sku_aliases',
  {
    id: id(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    sku: text().notNull(),
    productSku: text().notNull(),
    chosenById: uuid().notNull(),
    chosenByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('sku_aliases_sku').on(t.storefrontId, t.sku)],
)

/** Stock set aside for a line. Shipped allocations stay as the record of what left the shelf. */
export const stockAllocations = pgTable(
  'stock_allocations',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .$type<OrderLineId>()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    quantity: integer().notNull(),
    status: text({ enum: ['reserved', 'shipped', 'released'] })
      .notNull()
      .default('reserved'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('stock_allocations_line').on(t.lineId),
    index('stock_allocations_order').on(t.orderId),
    check('stock_allocations_quantity', sql`${t.quantity} > 0`),
  ],
)

export const shipments = pgTable(
  'shipments',
  {
    id: id<ShipmentId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    /** Ours (carrier label bought here) or the storefront's own fulfillment. */
    source: text({ enum: ['pipeline', 'storefront'] }).notNull(),
    /** Set on a reshipment: the parcel goes out again, at no charge. */
    resolutionId: uuid()
      .$type<ResolutionId>()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    /** The storefront's fulfillment id, once it has one. */
    externalId: text(),
    carrier: text(),
    service: text(),
    trackingNumber: text(),
    trackingUrl: text(),
    labelUrl: text(),
    /** The carrier's id of the shipment. */
    carrierReference: text(),
    status: text({
      enum: ['pending', 'label_bought', 'in_transit', 'delivered', 'lost', 'returned', 'canceled'],
    }).notNull(),
    costMinor: minor(),
    costCurrency: text(),
    customs: jsonb().$type<Record<string, unknown>>(),
    idempotencyKey: text().notNull(),
    storefrontUpdatedAt: at(),
    shippedAt: at(),
    deliveredAt: at(),
    /** When the carrier was last asked where the parcel is. */
    trackedAt: at(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('shipments_key').on(t.idempotencyKey),
    uniqueIndex('shipments_external').on(t.orderId, t.externalId),
    index('shipments_tracking').on(t.trackingNumber),
    index('shipments_under_way')
      .on(sql`coalesce(${t.trackedAt}, ${t.shippedAt})`)
      .where(
        sql`${t.source} = 'pipeline' and ${t.status} in ('label_bought', 'in_transit', 'lost')`,
      ),
    index('shipments_shipped').on(t.shippedAt).where(sql`${t.shippedAt} is not null`),
    index('shipments_delivered').on(t.deliveredAt).where(sql`${t.deliveredAt} is not null`),
    index('shipments_resolution').on(t.resolutionId),
  ],
)

export const shipmentLines = pgTable(
  'shipment_lines',
  {
    id: id(),
    shipmentId: uuid()
      .$type<ShipmentId>()
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .$type<OrderLineId>()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    quantity: integer().notNull(),
  },
  (t) => [
    uniqueIndex('shipment_lines_line').on(t.shipmentId, t.lineId),
    check('shipment_lines_quantity', sql`${t.quantity} > 0`),
  ],
)

/** Stock set aside for goods that go out again; the line's own allocation stays as it is. */
export const reshipmentAllocations = pgTable(
  'reshipment_allocations',
  {
    id: id(),
    resolutionId: uuid()
      .$type<ResolutionId>()
      .notNull()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .$type<OrderLineId>()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    quantity: integer().notNull(),
    status: text({ enum: ['reserved', 'shipped', 'released'] })
      .notNull()
      .default('reserved'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('reshipment_allocations_line').on(t.resolutionId, t.lineId),
    check('reshipment_allocations_quantity', sql`${t.quantity} > 0`),
  ],
)

/** Mail to a customer: the row stands before the message leaves. */
export const customerMails = pgTable(
  'customer_mails',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    template: text().notNull(),
    recipient: text().notNull(),
    /** What a person wrote; null where the template says it all. */
    subject: text(),
    body: text(),
    status: text({ enum: ['sending', 'sent', 'failed'] }).notNull(),
    /** Also the Message-ID, so that a repeat is the same message. */
    idempotencyKey: text().notNull(),
    sentAt: at(),
    error: text(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('customer_mails_key').on(t.idempotencyKey)],
)
