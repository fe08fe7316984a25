import { z } from 'zod'
import { deleteSavedView, lockSavedView } from '@/db/queries/settings/saved-views'
import { savedViewDeleted } from '@/domain/events/settings-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const DeleteViewInput = z.object({ viewId: z.uuid() })
export type DeleteViewInput = z.infer<typeof DeleteViewInput>

/**
 * Removes a view: one's own, or with the right to share any of the team's.
 * @throws AppError not_found (also for what is somebody else's own), forbidden
 */
export async function deleteView(
  { viewId }: DeleteViewInput,
  context: CommandContext,
): Promise<{ viewId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people remove views.')
  return runInTransaction(context, async (uow) => {
    const view = await lockSavedView(uow.tx, viewId)
    const isOwn = view?.ownerId === actor.id
    if (!view || (!isOwn && !view.isShared))
      throw new AppError('not_found', 'There is no such view.')
    const refusal = isOwn ? undefined : reasonAgainst(actor.role, 'views.share')
    if (refusal) throw new AppError('forbidden', refusal)
    await deleteSavedView(uow.tx, viewId)
    const { name, query, isShared } = view
    uow.record(savedViewDeleted({ viewId, name, query, isShared }))
    return { viewId }
  })
}
