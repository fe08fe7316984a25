import { z } from 'zod'
import { lockSavedView, saveDefaultView } from '@/db/queries/settings/saved-views'
import { defaultViewChosen } from '@/domain/events/settings-events'
import { ROLES, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { SavedViewScopeInput } from './saved-view-scope'

export const ChooseDefaultViewInput = z.object({
  scope: SavedViewScopeInput,
  role: z.enum(ROLES),
  /** Null: the scope opens as it does without a choice. */
  viewId: z.uuid().nullable(),
})
export type ChooseDefaultViewInput = z.infer<typeof ChooseDefaultViewInput>

/**
 * Says which of the team's views a scope opens with for a role.
 * @throws AppError forbidden, not_found, bad_input when the view is not the team's
 */
export async function chooseDefaultView(
  { scope, role, viewId }: ChooseDefaultViewInput,
  context: CommandContext,
): Promise<{ viewId: string | null }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people choose views.')
  const refusal = reasonAgainst(actor.role, 'views.share')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const view = viewId ? await lockSavedView(uow.tx, viewId) : undefined
    if (viewId && view?.scope !== scope) throw new AppError('not_found', 'There is no such view.')
    if (view && !view.isShared)
      throw new AppError('bad_input', 'Only a view of the team can be a default.')
    await saveDefaultView(uow.tx, scope, role, viewId)
    uow.record(defaultViewChosen({ role, scope, viewId }))
    return { viewId }
  })
}
