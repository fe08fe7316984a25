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
import { createdAt, id } from '../columns'

/**
 * An admin's override of the catalog's retry policy for an exception kind. All versions are kept;
 * the highest is in effect.
 */
export const retryPolicies = pgTable(
  'retry_policies',
  {
    id: id(),
    kind: text().notNull(),
    version: integer().notNull(),
    /** Null: the catalog's policy is in effect again. */
    delaysSeconds: integer().array(),
    /** The maximum fraction by which a delay is extended. */
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

/** An admin's playbook for an exception kind. All versions are kept; the highest is in effect. */
export const playbooks = pgTable(
  'playbooks',
  {
    id: id(),
    kind: text().notNull(),
    version: integer().notNull(),
    /** Markdown. Null: the built-in playbook is in effect again. */
    body: text(),
    changedById: uuid().$type<StaffId>().notNull(),
    changedByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [uniqueIndex('playbooks_version').on(t.kind, t.version)],
)
