import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ExceptionId, OrderId, StaffId, StorefrontId, WebhookId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { orders } from './orders'
import { staff } from './staff'
import { storefronts } from './storefronts'
import { webhooks } from './webhooks'

/** Where an order stands in the pipeline, one row per step. */
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
    /** What it came to, in words and ids, e.g. the tracking number. */
    result: jsonb().$type<Record<string, unknown>>(),
    /** Goes to the vendor with every call of this step, on every attempt. */
    idempotencyKey: text().notNull(),
    runId: text(),
    /** Who executes the step now; only the holder of this token may record how it ended. */
    leaseToken: uuid(),
    /** Renewed while the step executes: past, its process is dead and another may take over. */
    leasedUntil: at(),
    /** The breaker of the vendor that is down: the step waits for it, no run does. */
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

const stillOpen = (status: AnyPgColumn) => sql`${status} not in ('resolved', 'ignored')`

/** The inbox: what stopped, why, and who looks after it. */
export const exceptions = pgTable(
  'exceptions',
  {
    id: id<ExceptionId>(),
    orderId: uuid()
      .$type<OrderId>()
      .references(() => orders.id, { onDelete: 'cascade' }),
    webhookId: uuid()
      .$type<WebhookId>()
      .references(() => webhooks.id),
    step: text(),
    kind: text().notNull(),
    stage: text({ enum: ['auto', 'staff', 'engineer'] }).notNull(),
    status: text({
      enum: ['retrying', 'open', 'in_progress', 'waiting', 'resolved', 'ignored'],
    }).notNull(),
    severity: text({ enum: ['low', 'normal', 'high', 'critical'] }).notNull(),
    /** Same cause, same value: groups an outage into one line. */
    fingerprint: text().notNull(),
    /** What happened, in the reader's words. */
    message: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    attempts: integer().notNull().default(1),
    nextAttemptAt: at(),
    openedAt: at().notNull().defaultNow(),
    /** The version of the code that opened it. */
    openedVersion: text(),
    lastFailedAt: at().notNull().defaultNow(),
    dueAt: at(),
    assigneeId: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    closedAt: at(),
    /** Who or what closed it. */
    closedBy: text(),
    /** The closed row that this one is the return of. */
    recurredFromId: uuid().$type<ExceptionId>(),
    /** Status waiting: until when and for what. */
    waitUntil: at(),
    waitReason: text(),
    /** Status ignored: when it comes back if its cause is still there; null: it does not. */
    ignoredUntil: at(),
    /** When a person first did something about it. */
    firstTouchedAt: at(),
    /** Who did something about it last; once it is closed, whose work it was. */
    lastTouchedById: uuid().$type<StaffId>(),
    /** The stage in which it was closed. */
    closedStage: text({ enum: ['auto', 'staff', 'engineer'] }),
    closedByKind: text({ enum: ['person', 'step', 'storefront', 'system'] }),
    /** Resolved without a person having done anything about it; null while it is open. */
    isAutoResolved: boolean(),
    /** When its cause returned after it was closed: a new row, linked by `recurredFromId`. */
    recurredAt: at(),
    // What the inbox filters and sums by; a trigger copies it from the order at each failure.
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id),
    /** ISO 3166-1 alpha-2: where the order goes. */
    country: text(),
    /** Who holds the order's money, as on its first tender that is no gift card. */
    gateway: text(),
    /** What the order came to: the money that stands still. */
    amountMinor: minor(),
    currency: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('exceptions_one_open_per_step_and_kind')
      .on(t.orderId, t.step, t.kind)
      .where(
        sql`${t.status} not in ('resolved', 'ignored') and ${t.orderId} is not null and ${t.step} is not null`,
      ),
    uniqueIndex('exceptions_one_open_per_order_and_kind')
      .on(t.orderId, t.kind)
      .where(
        sql`${t.status} not in ('resolved', 'ignored') and ${t.orderId} is not null and ${t.step} is null`,
      ),
    uniqueIndex('exceptions_one_open_per_webhook_and_kind')
      .on(t.webhookId, t.kind)
      .where(sql`${t.status} not in ('resolved', 'ignored') and ${t.orderId} is null`),
    index('exceptions_order').on(t.orderId),
    index('exceptions_opened').on(t.openedAt),
    index('exceptions_closed').on(t.closedAt).where(sql`${t.closedAt} is not null`),
    index('exceptions_touched').on(t.firstTouchedAt).where(sql`${t.firstTouchedAt} is not null`),
    index('exceptions_open')
      .on(t.stage, t.openedAt)
      .where(sql`${t.status} not in ('resolved', 'ignored')`),
    index('exceptions_fingerprint_opened').on(t.fingerprint, t.openedAt),
    index('exceptions_open_opened').on(t.openedAt, t.id).where(stillOpen(t.status)),
    index('exceptions_open_kind').on(t.kind, t.openedAt, t.id).where(stillOpen(t.status)),
    // The newest of a cause stands for it: without this, Postgres reads all that is open for it.
    index('exceptions_open_cause').on(t.fingerprint, t.openedAt, t.id).where(stillOpen(t.status)),
    // All that the groups sum up, so that they are summed without their rows.
    index('exceptions_open_sums')
      .on(t.fingerprint, t.currency, t.status, t.amountMinor, t.openedAt, t.dueAt)
      .where(stillOpen(t.status)),
    index('exceptions_open_assignee').on(t.assigneeId, t.openedAt, t.id).where(stillOpen(t.status)),
    index('exceptions_open_due')
      .on(t.dueAt, t.id)
      .where(sql`${t.status} in ('open', 'in_progress')`),
    index('exceptions_unassigned')
      .on(t.stage, t.openedAt, t.id)
      .where(sql`${t.status} = 'open' and ${t.assigneeId} is null`),
    index('exceptions_waiting').on(t.waitUntil, t.id).where(sql`${t.status} = 'waiting'`),
    index('exceptions_ignored_until')
      .on(t.ignoredUntil)
      .where(sql`${t.status} = 'ignored' and ${t.ignoredUntil} is not null`),
  ],
)

/** The append-only history of an exception. */
export const exceptionEvents = pgTable(
  'exception_events',
  {
    id: id(),
    exceptionId: uuid()
      .$type<ExceptionId>()
      .notNull()
      .references(() => exceptions.id, { onDelete: 'cascade' }),
    type: text().notNull(),
    actorKind: text({ enum: ['person', 'step', 'storefront', 'system'] }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    at: createdAt(),
  },
  (t) => [index('exception_events_exception').on(t.exceptionId, t.id)],
)

/**
 * What a person decided about an order that a step of its way has to respect, e.g. that it may pass
 * the fraud screen. One of a kind per order; the latest holds.
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
    /** The figures that were looked at: for others the decision does not hold. */
    data: jsonb().$type<Record<string, string>>().notNull().default({}),
    actorId: text().notNull(),
    actorName: text().notNull(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('order_decisions_code').on(t.orderId, t.code)],
)

/** Who did what; written in the same transaction as what was done. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    at: createdAt(),
    actorKind: text({ enum: ['person', 'step', 'storefront', 'system'] }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text().notNull(),
  },
  (t) => [index('audit_log_subject').on(t.subjectType, t.subjectId, t.id)],
)
