import { z } from 'zod'
import { insertPlaybook, listPlaybookVersions } from '@/db/queries/settings/kind-settings'
import { playbookSaved } from '@/domain/events/settings-events'
import { cleanText } from '@/domain/text/clean-text'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, KindInput, requireAdmin, SeenVersion } from './save-setting'

const LONGEST = 10_000

export const SavePlaybookInput = z.object({
  kind: KindInput,
  seenVersion: SeenVersion,
  /** Markdown. Null: the text that comes with Aftercart is to hold again. */
  body: z
    .string()
    .max(LONGEST, `A playbook has at most ${LONGEST} characters.`)
    .transform((raw) =>
      raw
        .split('\n')
        .map((line) => line.replace(/\S.*$/, (words) => cleanText(words).text))
        .join('\n')
        .trim(),
    )
    .pipe(z.string().min(1, 'Write something, or go back to the text that came with it.'))
    .nullable(),
})
export type SavePlaybookInput = z.infer<typeof SavePlaybookInput>

/**
 * Changes what staff read beside the actions of a kind.
 * @throws AppError forbidden, conflict when somebody else changed it meanwhile
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
