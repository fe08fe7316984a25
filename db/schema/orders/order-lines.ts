import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { OrderLineId } from '@/domain/ids'
import { id, minor } from '../columns'
import { orderId } from './orders'

/** A line as it was bought. `paidMinor` (after all discounts) and tax never change. */
export const orderLines = pgTable(
  'order_lines',
  {
    id: id<OrderLineId>(),
    orderId: orderId(),
    externalId: text().notNull(),
    position: integer().notNull(),
    sku: text(),
    /** The SKU to ship instead, when a user chose another product. */
    fulfillSku: text(),
    title: text().notNull(),
    variantTitle: text(),
    quantity: integer().notNull(),
    /** The quantity after the storefront's edits and removals. */
    currentQuantity: integer().notNull(),
    unitPriceMinor: minor().notNull(),
    unitPriceShopMinor: minor().notNull(),
    discountMinor: minor().notNull(),
    discountShopMinor: minor().notNull(),
    /** quantity × unit price − discount: P in the refund rules. Excludes tax unless prices include it. */
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
