import { z } from 'zod'
import { insertSavedView } from '@/db/queries/settings/saved-views'
import { savedViewSaved } from '@/domain/events/settings-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { SavedViewName } from '@/domain/staff/saved-view-name'
import { AppError } from '@/server/errors'
import { requireUser } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { SAVED_VIEW_PERMISSIONS, SavedViewScopeInput } from './saved-view-scope'

export const SaveViewInput = z.object({
  scope: SavedViewScopeInput,
  name: SavedViewName,
  query: z.string().max(4_000, 'This view has too many filters to save.'),
  /** Whether the whole team sees the view. */
  isShared: z.boolean(),
})
export type SaveViewInput = z.infer<typeof SaveViewInput>

/**
 * Saves the state of a page as a named view, private or shared.
 * @throws AppError forbidden when it is shared and the role may not share views
 */
export async function saveView(
  { scope, name, query, isShared }: SaveViewInput,
  context: CommandContext,
): Promise<{ viewId: string }> {
  const person = requireUser(context.actor)
  const refusal = isShared ? reasonAgainst(person.role, 'views.share') : undefined
  if (refusal) throw new AppError('forbidden', refusal)
  const scopeRefusal = reasonAgainst(person.role, SAVED_VIEW_PERMISSIONS[scope])
  if (scopeRefusal) throw new AppError('forbidden', scopeRefusal)
  const view = { ownerId: person.id, scope, name, query, isShared }
  return runInTransaction(context, async (uow) => {
    const viewId = await insertSavedView(uow.tx, view)
    uow.record(savedViewSaved({ viewId, scope, name, isShared }))
    return { viewId }
  })
}
