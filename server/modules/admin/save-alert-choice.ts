import { z } from 'zod'
import { saveAlertChoice } from '@/db/queries/exceptions/alert-recipients'
import { staffAlertsSaved } from '@/domain/events/settings-events'
import { isTimeZone } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const Minute = z.number().int().min(0).max(1439).nullable()

export const SaveAlertChoiceInput = z
  .object({
    /** Null: as the role has it. */
    hasAlerts: z.boolean().nullable(),
    hasDigest: z.boolean().nullable(),
    /** Minutes after local midnight; both or none. */
    quietFrom: Minute,
    quietUntil: Minute,
    timeZone: z.string().max(60).refine(isTimeZone, 'That is no time zone.'),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    message: 'Quiet hours need a beginning and an end.',
    path: ['quietUntil'],
  })
export type SaveAlertChoiceInput = z.infer<typeof SaveAlertChoiceInput>

/** Keeps what somebody wants to be told by email, and when not. */
export async function saveOwnAlerts(
  choice: SaveAlertChoiceInput,
  context: CommandContext,
): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people are told.')
  await runInTransaction(context, async (uow) => {
    await saveAlertChoice(uow.tx, { staffId: actor.id, ...choice })
    uow.record(staffAlertsSaved({ staffId: actor.id, ...choice }))
  })
}
