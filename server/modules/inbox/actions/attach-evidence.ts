import { z } from 'zod'
import { cleanNote } from '@/domain/text/clean-text'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'

export const AttachEvidenceInput = ExceptionTarget.extend({
  note: z.string().trim().min(1, 'Write what speaks for us.').max(4_000),
})
export type AttachEvidenceInput = z.infer<typeof AttachEvidenceInput>

/**
 * Keeps what speaks for us in a dispute; it stays open until the bank decides.
 * @throws AppError as `actOnException`
 */
export function attachEvidence(
  { note, ...target }: AttachEvidenceInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('attach_evidence', target, context, async () => ({
    end: 'open',
    data: { note: cleanNote(note).text },
  }))
}
