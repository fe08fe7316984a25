import { desc } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { workHours } from '@/db/schema/settings/work-hours'
import { TEAM_HOURS, type WorkingHours } from '@/domain/working-hours/working-hours'

/** A version of the team's working hours; null `hours`: the default is in effect again. */
export type WorkHoursVersion = {
  version: number
  hours: WorkingHours | null
  reason: string
  changedByName: string
  at: Date
}

/** Maximum number of versions to list. */
const MAX_VERSIONS = 20

/** Lists the versions of the team's working hours, latest first. */
export async function listWorkHours(
  tx: Executor,
  limit = MAX_VERSIONS,
): Promise<WorkHoursVersion[]> {
  const rows = await tx.select().from(workHours).orderBy(desc(workHours.version)).limit(limit)
  return rows.map(({ version, timeZone, week, reason, changedByName, at }) => ({
    version,
    hours: timeZone !== null && week !== null ? { timeZone, week } : null,
    reason,
    changedByName,
    at,
  }))
}

/** Returns the team's current working hours, which SLAs count. */
export async function findWorkHours(tx: Executor): Promise<WorkingHours> {
  const [latest] = await listWorkHours(tx, 1)
  return latest?.hours ?? TEAM_HOURS
}

type NewVersion = Omit<WorkHoursVersion, 'at'> & { changedById: string }

/** Inserts a version; returns false when it already exists. */
export async function insertWorkHours(
  tx: Executor,
  { hours, ...facts }: NewVersion,
): Promise<boolean> {
  const rows = await tx
    .insert(workHours)
    .values({ ...facts, timeZone: hours?.timeZone, week: hours?.week })
    .onConflictDoNothing()
    .returning({ id: workHours.id })
  return rows.length > 0
}
