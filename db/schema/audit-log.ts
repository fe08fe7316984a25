import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns'

/** Who did what; inserted in the same transaction as the change. */
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
