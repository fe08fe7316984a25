import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { at, id } from '../columns'
import { orderId } from './orders'

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
