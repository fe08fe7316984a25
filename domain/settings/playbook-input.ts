import { z } from 'zod'
import { cleanText } from '../text/clean-text'
import { KindInput, SeenVersion } from './setting-inputs'

export const MAX_PLAYBOOK_LENGTH = 10_000

export const SavePlaybookInput = z.object({
  kind: KindInput,
  seenVersion: SeenVersion,
  /** Markdown. Null: reset to the default. */
  body: z
    .string()
    .max(MAX_PLAYBOOK_LENGTH, `Playbooks are limited to ${MAX_PLAYBOOK_LENGTH} characters.`)
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
