import { z } from 'zod'
import { cleanNote } from '@/domain/text/clean-text'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'

export const ReviewChangesInput = ExceptionTarget.extend({
  note: z.string().trim().min(1, 'Write what you found.').max(4_000),
})
export type ReviewChangesInput = z.infer<typeof ReviewChangesInput>

/**
 * Keeps what a comparison of both sides came to; it stays open until somebody decides.
 * @throws AppError as `actOnException`
 */
export function reviewChanges(
  { note, ...target }: ReviewChangesInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('review_changes', target, context, async () => ({
    end: 'open',
    data: { note: cleanNote(note).text },
  }))
}
