import { z } from 'zod'
import { saveAssignmentSettings } from '@/db/queries/settings/assignment-settings'
import { assignmentSaved } from '@/domain/events/settings-events'
import { SeenVersion } from '@/domain/settings/setting-inputs'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin } from './save-setting'

export const SaveAssignmentInput = z.object({ isRoundRobin: z.boolean(), seenVersion: SeenVersion })
export type SaveAssignmentInput = z.infer<typeof SaveAssignmentInput>

/**
 * Turns assigning new exceptions in rotation on or off. Open exceptions keep their assignee.
 * @throws AppError forbidden, conflict when the setting was changed since
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
