import { desc, eq } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { playbooks, retryPolicies } from '@/db/schema/settings/kind-settings'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'

export type RetryPolicyRow = typeof retryPolicies.$inferSelect
export type PlaybookRow = typeof playbooks.$inferSelect

/** How many versions of a setting are shown. */
const SHOWN = 20

/** The version of a kind's retry policy that holds; undefined when it was never changed. */
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

/** The versions that hold, one for each kind that was ever changed. */
export function listRetryPolicies(): Promise<RetryPolicyRow[]> {
  return getDb()
    .selectDistinctOn([retryPolicies.kind])
    .from(retryPolicies)
    .orderBy(retryPolicies.kind, desc(retryPolicies.version))
}

/** The versions of one kind's policy, the latest first. */
export function listRetryPolicyVersions(kind: ExceptionKind): Promise<RetryPolicyRow[]> {
  return getDb()
    .select()
    .from(retryPolicies)
    .where(eq(retryPolicies.kind, kind))
    .orderBy(desc(retryPolicies.version))
    .limit(SHOWN)
}

/** False when somebody else stored this version first. */
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

/** The versions of a kind's playbook, the one that holds first. */
export function listPlaybookVersions(kind: ExceptionKind): Promise<PlaybookRow[]> {
  return getDb()
    .select()
    .from(playbooks)
    .where(eq(playbooks.kind, kind))
    .orderBy(desc(playbooks.version))
    .limit(SHOWN)
}

/** False when somebody else stored this version first. */
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
