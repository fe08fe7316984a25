import { z } from 'zod'
import { insertWorkHours, listWorkHours } from '@/db/queries/settings/work-hours'
import { workHoursSaved } from '@/domain/events/settings-events'
import { problemWithHours } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin, SeenVersion } from './save-setting'

const Shift = z.object({ opens: z.number().int(), closes: z.number().int() })

export const SaveWorkHoursInput = z.object({
  seenVersion: SeenVersion,
  /** Minutes after local midnight for each day from Sunday on; null: the standard is to hold again. */
  hours: z
    .object({ timeZone: z.string().max(60), week: z.array(Shift.nullable()).length(7) })
    .nullable(),
  reason: z.string().trim().min(1, 'Say why, in a few words.').max(500),
})
export type SaveWorkHoursInput = z.infer<typeof SaveWorkHoursInput>

/**
 * Says when the team works, for every time limit that is set from now on. Limits that are set
 * already keep their moment.
 * @throws AppError forbidden, bad_input, conflict when somebody else changed it meanwhile
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
