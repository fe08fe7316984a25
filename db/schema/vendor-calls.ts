import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { OrderId } from '@/domain/ids'
import { at, id } from './columns'
import { orders } from './orders'

/**
 * What was said to vendors and what they answered, of work that did not come through at once;
 * without secrets and personal data. Append-only.
 */
export const vendorCalls = pgTable(
  'vendor_calls',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    /** A step of the order's way, or `refund`, `reshipment`, `void`, `hold`, `customer-mail`. */
    step: text().notNull(),
    runId: text(),
    requestId: text().notNull(),
    /** The vendor's host. */
    vendor: text().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    idempotencyKey: text(),
    request: jsonb().$type<unknown>(),
    /** HTTP or SMTP; null: no answer came. */
    status: integer(),
    answer: jsonb().$type<unknown>(),
    outcome: text({ enum: ['ok', 'refused', 'unavailable', 'unknown'] }).notNull(),
    message: text(),
    at: at().notNull(),
    /** How long it took, in milliseconds. */
    ms: integer().notNull(),
  },
  (t) => [index('vendor_calls_order').on(t.orderId, t.id)],
)
