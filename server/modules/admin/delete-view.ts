import { z } from 'zod'
import { deleteSavedView, lockSavedView } from '@/db/queries/settings/saved-views'
import { savedViewDeleted } from '@/domain/events/settings-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { requireUser } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const DeleteViewInput = z.object({ viewId: z.uuid() })
export type DeleteViewInput = z.infer<typeof DeleteViewInput>

/**
 * Deletes the actor's own view, or with the permission to share any shared view.
 * @throws AppError not_found (also for another user's private view), forbidden
 */
export async function deleteView(
  { viewId }: DeleteViewInput,
  context: CommandContext,
): Promise<{ viewId: string }> {
  const person = requireUser(context.actor)
  return runInTransaction(context, async (uow) => {
    const view = await lockSavedView(uow.tx, viewId)
    const isOwn = view?.ownerId === person.id
    if (!view || (!isOwn && !view.isShared)) throw new AppError('not_found', 'View not found.')
    const refusal = isOwn ? undefined : reasonAgainst(person.role, 'views.share')
    if (refusal) throw new AppError('forbidden', refusal)
    await deleteSavedView(uow.tx, viewId)
    const { name, query, isShared } = view
    uow.record(savedViewDeleted({ viewId, name, query, isShared }))
    return { viewId }
  })
}
