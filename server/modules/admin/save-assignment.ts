import { z } from 'zod'
import { saveAssignmentSettings } from '@/db/queries/settings/assignment-settings'
import { assignmentSaved } from '@/domain/events/settings-events'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin, SeenVersion } from './save-setting'

export const SaveAssignmentInput = z.object({ isRoundRobin: z.boolean(), seenVersion: SeenVersion })
export type SaveAssignmentInput = z.infer<typeof SaveAssignmentInput>

/**
 * Sets whether new exceptions are given to one person after the other. What is open stays as it is.
 * @throws AppError forbidden, conflict when somebody else changed it meanwhile
 */
export async function saveAssignment(
  { isRoundRobin, seenVersion }: SaveAssignmentInput,
  context: CommandContext,
): Promise<{ version: number }> {
  const { name: changedByName } = requireAdmin(context.actor)
  return runInTransaction(context, async (uow) => {
    const change = { isRoundRobin, changedByName, changedAt: uow.now }
    if (!(await saveAssignmentSettings(uow.tx, seenVersion, change))) throw changedMeanwhile()
    uow.record(assignmentSaved({ isRoundRobin }))
    return { version: seenVersion + 1 }
  })
}
