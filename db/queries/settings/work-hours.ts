import { desc } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { workHours } from '@/db/schema/settings/work-hours'
import { TEAM_HOURS, type WorkingHours } from '@/domain/working-hours/working-hours'

/** A version of the team's hours; `hours` null: the standard holds again. */
export type WorkHoursVersion = {
  version: number
  hours: WorkingHours | null
  reason: string
  changedByName: string
  at: Date
}

/** How many versions are shown. */
const SHOWN = 20

/** The versions of the team's hours, the one that holds first. */
export async function listWorkHours(tx: Executor, most = SHOWN): Promise<WorkHoursVersion[]> {
  const rows = await tx.select().from(workHours).orderBy(desc(workHours.version)).limit(most)
  return rows.map(({ version, timeZone, week, reason, changedByName, at }) => ({
    version,
    hours: timeZone !== null && week !== null ? { timeZone, week } : null,
    reason,
    changedByName,
    at,
  }))
}

/** When the team works: every time limit of an exception counts these hours. */
export async function findWorkHours(tx: Executor): Promise<WorkingHours> {
  const [latest] = await listWorkHours(tx, 1)
  return latest?.hours ?? TEAM_HOURS
}

type NewVersion = Omit<WorkHoursVersion, 'at'> & { changedById: string }

/** False when somebody else stored this version first. */
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
