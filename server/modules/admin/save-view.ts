import { z } from 'zod'
import { insertSavedView } from '@/db/queries/settings/saved-views'
import { savedViewSaved } from '@/domain/events/settings-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { SAVED_VIEW_PERMISSIONS, SavedViewScopeInput } from './saved-view-scope'

export const SaveViewInput = z.object({
  scope: SavedViewScopeInput,
  name: z
    .string()
    .transform((raw) => cleanText(raw).text.trim())
    .pipe(z.string().min(1, 'Give the view a name.').max(60, 'That name is too long.')),
  query: z.string().max(4_000, 'That view holds too much.'),
  /** Whether the whole team sees it. */
  isShared: z.boolean(),
})
export type SaveViewInput = z.infer<typeof SaveViewInput>

/**
 * Keeps a state of a scope under a name, for oneself or for the team.
 * @throws AppError forbidden when it is to be the team's and the role may not share
 */
export async function saveView(
  { scope, name, query, isShared }: SaveViewInput,
  context: CommandContext,
): Promise<{ viewId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people save views.')
  const refusal = isShared ? reasonAgainst(actor.role, 'views.share') : undefined
  if (refusal) throw new AppError('forbidden', refusal)
  const scopeRefusal = reasonAgainst(actor.role, SAVED_VIEW_PERMISSIONS[scope])
  if (scopeRefusal) throw new AppError('forbidden', scopeRefusal)
  const view = { ownerId: actor.id, scope, name, query, isShared }
  return runInTransaction(context, async (uow) => {
    const viewId = await insertSavedView(uow.tx, view)
    uow.record(savedViewSaved({ viewId, scope, name, isShared }))
    return { viewId }
  })
}
