import { z } from 'zod'
import { insertWorkHours, listWorkHours } from '@/db/queries/settings/work-hours'
import { workHoursSaved } from '@/domain/events/settings-events'
import { SeenVersion } from '@/domain/settings/setting-inputs'
import { Reason } from '@/domain/text/text-inputs'
import { problemWithHours } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin } from './save-setting'

const Shift = z.object({ opens: z.number().int(), closes: z.number().int() })

export const SaveWorkHoursInput = z.object({
  seenVersion: SeenVersion,
  /** Minutes after local midnight per day, Sunday first; null: reset to the default. */
  hours: z
    .object({ timeZone: z.string().max(60), week: z.array(Shift.nullable()).length(7) })
    .nullable(),
  reason: Reason,
})
export type SaveWorkHoursInput = z.infer<typeof SaveWorkHoursInput>

/**
 * Saves the team's working hours. Applies to new due dates; existing ones do not move.
 * @throws AppError forbidden, bad_input, conflict when the hours were changed since
 */
export async function saveWorkHours(
  { seenVersion, hours, reason }: SaveWorkHoursInput,
  context: CommandContext,
): Promise<{ version: number }> {
  const { id: changedById, name: changedByName } = requireAdmin(context.actor)
  const problem = hours && problemWithHours(hours)
  if (problem) throw new AppError('bad_input', problem)
  return runInTransaction(context, async ({ tx, record }) => {
    const [latest] = await listWorkHours(tx, 1)
    if ((latest?.version ?? 0) !== seenVersion) throw changedMeanwhile()
    const version = seenVersion + 1
    const row = { version, hours, reason, changedById, changedByName }
    if (!(await insertWorkHours(tx, row))) throw changedMeanwhile()
    record(workHoursSaved({ version, hours, reason, before: latest?.hours ?? null }))
    return { version }
  })
}
