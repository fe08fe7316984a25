import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Order counts by status, for the tabs; add `orderCountChanges`. */
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

/** Changes of the counts, inserted by trigger as separate rows to avoid lock contention. */
export const orderCountChanges = pgTable('order_count_changes', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  status: text().notNull(),
  paymentStatus: text().notNull(),
  fulfillmentStatus: text().notNull(),
  change: integer().notNull(),
})
