import { z } from 'zod'
import { saveAlertChoice } from '@/db/queries/exceptions/alert-recipients'
import { staffAlertsSaved } from '@/domain/events/settings-events'
import { isTimeZone } from '@/domain/working-hours/working-hours'
import { requireUser } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const Minute = z.number().int().min(0).max(1439).nullable()

export const SaveAlertChoiceInput = z
  .object({
    /** Null: the role's default. */
    hasAlerts: z.boolean().nullable(),
    hasDigest: z.boolean().nullable(),
    /** Minutes after local midnight; both or neither. */
    quietFrom: Minute,
    quietUntil: Minute,
    timeZone: z.string().max(60).refine(isTimeZone, 'Choose a valid time zone.'),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    message: 'Enter both a start and an end for quiet hours.',
    path: ['quietUntil'],
  })
export type SaveAlertChoiceInput = z.infer<typeof SaveAlertChoiceInput>

/** Saves a staff member's email alerts and quiet hours. */
export async function saveOwnAlerts(
  choice: SaveAlertChoiceInput,
  context: CommandContext,
): Promise<void> {
  const person = requireUser(context.actor)
  await runInTransaction(context, async (uow) => {
    await saveAlertChoice(uow.tx, { staffId: person.id, ...choice })
    uow.record(staffAlertsSaved({ staffId: person.id, ...choice }))
  })
}
