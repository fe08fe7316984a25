import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import { createdAt, id } from './columns'

/**
 * How a kind of exception is retried, where an admin departs from the catalog: every version
 * that ever was, the highest holds.
 */
export const retryPolicies = pgTable(
  'retry_policies',
  {
    id: id(),
    kind: text().notNull(),
    version: integer().notNull(),
    /** Null: the catalog's own policy holds again. */
    delaysSeconds: integer().array(),
    /** The fraction by which a wait may be longer. */
    jitter: doublePrecision(),
    reason: text().notNull(),
    changedById: uuid().$type<StaffId>().notNull(),
    changedByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [
    uniqueIndex('retry_policies_version').on(t.kind, t.version),
    check('retry_policies_whole', sql`(${t.delaysSeconds} is null) = (${t.jitter} is null)`),
  ],
)

/** What admins wrote about settling a kind, every version that ever was; the highest holds. */
export const playbooks = pgTable(
  'playbooks',
  {
    id: id(),
    kind: text().notNull(),
    version: integer().notNull(),
    /** Markdown. Null: the text that comes with Aftercart holds again. */
    body: text(),
    changedById: uuid().$type<StaffId>().notNull(),
    changedByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('playbooks_version').on(t.kind, t.version)],
)
