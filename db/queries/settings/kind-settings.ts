import { desc, eq } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { playbooks, retryPolicies } from '@/db/schema/settings/kind-settings'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'

export type RetryPolicyRow = typeof retryPolicies.$inferSelect
export type PlaybookRow = typeof playbooks.$inferSelect

/** Maximum number of versions of a setting to list. */
const MAX_VERSIONS = 20

/** Returns a kind's current retry policy; undefined when it was never changed. */
export async function findRetryPolicy(
  tx: Executor,
  kind: ExceptionKind,
): Promise<RetryPolicyRow | undefined> {
  const [row] = await tx
    .select()
    .from(retryPolicies)
    .where(eq(retryPolicies.kind, kind))
    .orderBy(desc(retryPolicies.version))
    .limit(1)
  return row
}

/** Lists the current retry policies of all kinds that were changed. */
export function listRetryPolicies(): Promise<RetryPolicyRow[]> {
  return getDb()
    .selectDistinctOn([retryPolicies.kind])
    .from(retryPolicies)
    .orderBy(retryPolicies.kind, desc(retryPolicies.version))
}

/** Lists the versions of a kind's retry policy, latest first. */
export function listRetryPolicyVersions(kind: ExceptionKind): Promise<RetryPolicyRow[]> {
  return getDb()
    .select()
    .from(retryPolicies)
    .where(eq(retryPolicies.kind, kind))
    .orderBy(desc(retryPolicies.version))
    .limit(MAX_VERSIONS)
}

/** Inserts a version; returns false when it already exists. */
export async function insertRetryPolicy(
  tx: Executor,
  row: typeof retryPolicies.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(retryPolicies)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: retryPolicies.id })
  return rows.length > 0
}

/** Lists the versions of a kind's playbook, latest first. */
export function listPlaybookVersions(kind: ExceptionKind): Promise<PlaybookRow[]> {
  return getDb()
    .select()
    .from(playbooks)
    .where(eq(playbooks.kind, kind))
    .orderBy(desc(playbooks.version))
    .limit(MAX_VERSIONS)
}

/** Inserts a version; returns false when it already exists. */
export async function insertPlaybook(
  tx: Executor,
  row: typeof playbooks.$inferInsert,
): Promise<boolean> {
  const rows = await tx
    .insert(playbooks)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: playbooks.id })
  return rows.length > 0
}
