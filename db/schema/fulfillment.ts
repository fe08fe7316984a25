import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId, OrderLineId, ResolutionId, ShipmentId, StorefrontId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { orderLines } from './orders/order-lines'
import { orders } from './orders/orders'
import { resolutions } from './resolutions'
import { storefronts } from './storefronts'

/** A product and its stock; only for storefronts whose stock we manage. */
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

/** Maps an unknown storefront SKU to one of our products. */
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

/** Stock allocated to a line. Shipped allocations are kept as a record of what left the warehouse. */
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
    /** pipeline: we bought the label; storefront: the storefront fulfilled it. */
    source: text({ enum: ['pipeline', 'storefront'] }).notNull(),
    /** Set for a reshipment, which is free of charge. */
    resolutionId: uuid()
      .$type<ResolutionId>()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    /** The storefront's fulfillment id; null until it exists. */
    externalId: text(),
    carrier: text(),
    service: text(),
    trackingNumber: text(),
    trackingUrl: text(),
    labelUrl: text(),
    /** The carrier's id for the shipment. */
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
    /** When the tracking status was last requested from the carrier. */
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

/** Stock allocated to a reshipment, in addition to the line's own allocation. */
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
