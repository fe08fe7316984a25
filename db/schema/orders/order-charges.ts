import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { OrderLineId } from '@/domain/ids'
import { id, minor } from '../columns'
import { orderLines, orderShippingLines } from './order-lines'
import { orderId } from './orders'

/** A tax of a line, shipping line or duty; without any of them, of the whole order. */
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
    /** A fraction: 0.19 is 19%. */
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
    /** domestic: the parcel does not cross a border. */
    scope: text({ enum: ['domestic', 'international'] }).notNull(),
    hsCode: text(),
    originCountry: text(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
  },
  (t) => [index('order_duties_order').on(t.orderId)],
)

/** A discount; `orderDiscountAllocations` has its amounts by line. */
export const orderDiscounts = pgTable(
  'order_discounts',
  {
    id: id(),
    orderId: orderId(),
    position: integer().notNull(),
    kind: text().notNull(),
    label: text().notNull(),
    /** The storefront's value: a percentage or an amount. */
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
