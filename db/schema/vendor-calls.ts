import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { OrderId } from '@/domain/ids'
import { at, id } from './columns'
import { orders } from './orders/orders'

/**
 * Requests to vendors and their responses, for work that did not succeed at the first attempt;
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
    /** A pipeline step, or `refund`, `reshipment`, `void`, `hold`, `customer-mail`. */
    step: text().notNull(),
    runId: text(),
    requestId: text().notNull(),
    /** The vendor's host. */
    vendor: text().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    idempotencyKey: text(),
    request: jsonb().$type<unknown>(),
    /** HTTP or SMTP status; null without a response. */
    status: integer(),
    answer: jsonb().$type<unknown>(),
    outcome: text({ enum: ['ok', 'refused', 'unavailable', 'unknown'] }).notNull(),
    message: text(),
    at: at().notNull(),
    /** Duration in milliseconds. */
    ms: integer().notNull(),
  },
  (t) => [index('vendor_calls_order').on(t.orderId, t.id)],
)
