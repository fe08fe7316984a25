import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId } from '@/domain/ids'
import { at, createdAt, id } from './columns'
import { orders } from './orders/orders'

/** The progress of an order in the pipeline, one row per step. */
export const orderSteps = pgTable(
  'order_steps',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    step: text().notNull(),
    position: integer().notNull(),
    status: text({ enum: ['pending', 'running', 'retrying', 'blocked', 'done', 'skipped'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    startedAt: at(),
    finishedAt: at(),
    nextAttemptAt: at(),
    lastError: jsonb().$type<{ kind: string; code: string; message: string }>(),
    /** The result as text and ids, e.g. the tracking number. */
    result: jsonb().$type<Record<string, unknown>>(),
    /** Sent to the vendor with every attempt of this step. */
    idempotencyKey: text().notNull(),
    runId: text(),
    /** The lease of the executing run; only its holder may record the outcome. */
    leaseToken: uuid(),
    /** Renewed while the step executes; once past, another run may take over. */
    leasedUntil: at(),
    /** The breaker of the unavailable vendor that the step waits for; no run waits with it. */
    queuedFor: text(),
    queuedAt: at(),
  },
  (t) => [
    index('order_steps_queue').on(t.queuedFor, t.queuedAt).where(sql`${t.queuedFor} is not null`),
    uniqueIndex('order_steps_step').on(t.orderId, t.step),
    uniqueIndex('order_steps_key').on(t.idempotencyKey),
    index('order_steps_finished').on(t.finishedAt).where(sql`${t.finishedAt} is not null`),
    check('order_steps_attempts', sql`${t.attempts} >= 0`),
  ],
)

/**
 * A user's decision that a pipeline step must respect, e.g. that the order may pass the fraud
 * screen. One per order and code; the latest is in effect.
 */
export const orderDecisions = pgTable(
  'order_decisions',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    code: text({
      enum: [
        'risk_approved',
        'totals_accepted',
        'difference_accepted',
        'excess_released',
        'split_agreed',
        'carrier_chosen',
      ],
    }).notNull(),
    /** The figures that the user saw; the decision applies only to these. */
    data: jsonb().$type<Record<string, string>>().notNull().default({}),
    actorId: text().notNull(),
    actorName: text().notNull(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('order_decisions_code').on(t.orderId, t.code)],
)
