import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
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
import { orders } from './orders/orders'
import { staff } from './staff'
import { storefronts } from './storefronts'
import { webhooks } from './webhooks'

const stillOpen = (status: AnyPgColumn) => sql`${status} not in ('resolved', 'ignored')`

/** An exception in the inbox: what failed, why, and who handles it. */
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
    /** Identifies the cause; exceptions with the same value are grouped in the inbox. */
    fingerprint: text().notNull(),
    /** What happened, as text for staff. */
    message: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    attempts: integer().notNull().default(1),
    nextAttemptAt: at(),
    openedAt: at().notNull().defaultNow(),
    /** The app version that opened it. */
    openedVersion: text(),
    lastFailedAt: at().notNull().defaultNow(),
    dueAt: at(),
    assigneeId: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    closedAt: at(),
    /** Who or what closed it. */
    closedBy: text(),
    /** The closed exception that recurred as this one. */
    recurredFromId: uuid().$type<ExceptionId>(),
    /** For status waiting (snoozed): until when and why. */
    waitUntil: at(),
    waitReason: text(),
    /** For status ignored: when it may reopen if its cause persists; null: never. */
    ignoredUntil: at(),
    /** When a user first acted on it. */
    firstTouchedAt: at(),
    /** The user who last acted on it; once closed, the user credited with it. */
    lastTouchedById: uuid().$type<StaffId>(),
    /** The stage when it was closed. */
    closedStage: text({ enum: ['auto', 'staff', 'engineer'] }),
    closedByKind: text({ enum: ['person', 'step', 'storefront', 'system'] }),
    /** Resolved without any action by a person; null while it is open. */
    isAutoResolved: boolean(),
    /** When its cause returned after it was closed: a new row, linked by `recurredFromId`. */
    recurredAt: at(),
    // What the inbox filters and sums by; a trigger copies it from the order at each failure.
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id),
    /** ISO 3166-1 alpha-2: the country of the shipping address. */
    country: text(),
    /** The gateway of the order's first tender that is not a gift card. */
    gateway: text(),
    /** The order's total: the amount at risk. */
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
    // Finds the latest exception of each cause without reading all open ones.
    index('exceptions_open_cause').on(t.fingerprint, t.openedAt, t.id).where(stillOpen(t.status)),
    // Contains all columns that groups aggregate, for index-only scans.
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
