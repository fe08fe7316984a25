import { saveAlertChoice } from '@/db/queries/exceptions/alert-recipients'
import { staffAlertsSaved } from '@/domain/events/settings-events'
import type { SaveAlertChoiceInput } from '@/domain/settings/alert-inputs'
import { requireUser } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

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
