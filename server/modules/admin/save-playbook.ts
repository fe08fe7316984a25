import { z } from 'zod'
import { insertPlaybook, listPlaybookVersions } from '@/db/queries/settings/kind-settings'
import { playbookSaved } from '@/domain/events/settings-events'
import { cleanText } from '@/domain/text/clean-text'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, KindInput, requireAdmin, SeenVersion } from './save-setting'

const MAX_LENGTH = 10_000

export const SavePlaybookInput = z.object({
  kind: KindInput,
  seenVersion: SeenVersion,
  /** Markdown. Null: reset to the default. */
  body: z
    .string()
    .max(MAX_LENGTH, `Playbooks are limited to ${MAX_LENGTH} characters.`)
    .transform((raw) =>
      raw
        .split('\n')
        .map((line) => line.replace(/\S.*$/, (words) => cleanText(words).text))
        .join('\n')
        .trim(),
    )
    .pipe(z.string().min(1, 'Enter the playbook, or reset it to the default.'))
    .nullable(),
})
export type SavePlaybookInput = z.infer<typeof SavePlaybookInput>

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
