import { insertPlaybook, listPlaybookVersions } from '@/db/queries/settings/kind-settings'
import { playbookSaved } from '@/domain/events/settings-events'
import type { SavePlaybookInput } from '@/domain/settings/playbook-input'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin } from './save-setting'

/**
 * Saves the playbook of an exception kind.
 * @throws AppError forbidden, conflict when the playbook was changed since
 */
export async function savePlaybook(
  { kind, seenVersion, body }: SavePlaybookInput,
  context: CommandContext,
): Promise<{ version: number }> {
  const person = requireAdmin(context.actor)
  return runInTransaction(context, async (uow) => {
    const [before] = await listPlaybookVersions(kind)
    if ((before?.version ?? 0) !== seenVersion) throw changedMeanwhile()
    const version = seenVersion + 1
    const row = { kind, version, body, changedById: person.id, changedByName: person.name }
    if (!(await insertPlaybook(uow.tx, { ...row, at: uow.now }))) throw changedMeanwhile()
    uow.record(playbookSaved({ kind, version, isDefault: body === null }))
    return { version }
  })
}
