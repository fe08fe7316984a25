import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, id, minor } from './columns'
import { orderLines, orders } from './orders'

/** A refund or a reshipment of an order, made at the storefront or here. */
export const resolutions = pgTable(
  'resolutions',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['refund', 'reshipment'] }).notNull(),
    source: text({ enum: ['storefront', 'person'] }).notNull(),
    status: text({
      enum: ['requested', 'approved', 'pending', 'succeeded', 'failed', 'rejected'],
    }).notNull(),
    /** The storefront's refund id, where it was made there. */
    externalId: text(),
    currency: text().notNull(),
    itemsMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    shippingMinor: minor().notNull(),
    dutyMinor: minor().notNull(),
    adjustmentMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    reason: text(),
    note: text(),
    idempotencyKey: text().notNull(),
    at: at().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('resolutions_key').on(t.idempotencyKey),
    uniqueIndex('resolutions_external').on(t.orderId, t.externalId),
    check('resolutions_total_not_negative', sql`${t.totalMinor} >= 0`),
  ],
)

export const resolutionLines = pgTable(
  'resolution_lines',
  {
    id: id(),
    resolutionId: uuid()
      .notNull()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    quantity: integer().notNull(),
    restock: text({ enum: ['return_to_stock', 'damaged', 'none'] }).notNull(),
    amountMinor: minor().notNull(),
    taxMinor: minor().notNull(),
  },
  (t) => [
    index('resolution_lines_resolution').on(t.resolutionId),
    check('resolution_lines_quantity', sql`${t.quantity} > 0`),
  ],
)
