import { z } from 'zod'
import { lockSavedView, saveDefaultView } from '@/db/queries/settings/saved-views'
import { defaultViewChosen } from '@/domain/events/settings-events'
import { ROLES } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { SavedViewScopeInput } from './saved-view-scope'

export const ChooseDefaultViewInput = z.object({
  scope: SavedViewScopeInput,
  role: z.enum(ROLES),
  /** Null: remove the default. */
  viewId: z.uuid().nullable(),
})
export type ChooseDefaultViewInput = z.infer<typeof ChooseDefaultViewInput>

/**
 * Sets the shared view that a page opens with for a role.
 * @throws AppError forbidden, not_found, bad_input when the view is not shared
 */
export async function chooseDefaultView(
  { scope, role, viewId }: ChooseDefaultViewInput,
  context: CommandContext,
): Promise<{ viewId: string | null }> {
  requirePerson(context.actor, 'views.share')
  return runInTransaction(context, async (uow) => {
    const view = viewId ? await lockSavedView(uow.tx, viewId) : undefined
    if (viewId && view?.scope !== scope) throw new AppError('not_found', 'View not found.')
    if (view && !view.isShared)
      throw new AppError('bad_input', 'Only a shared view can be a default.')
    await saveDefaultView(uow.tx, scope, role, viewId)
    uow.record(defaultViewChosen({ role, scope, viewId }))
    return { viewId }
  })
}
