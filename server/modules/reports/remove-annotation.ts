import { z } from 'zod'
import { deleteAnnotation } from '@/db/queries/reports/report-annotations'
import { annotationRemoved } from '@/domain/events/report-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RemoveAnnotationInput = z.object({ annotationId: z.uuid() })
export type RemoveAnnotationInput = z.infer<typeof RemoveAnnotationInput>

/**
 * Removes an annotation from all users' reports. The audit log keeps its content.
 * @throws AppError forbidden, not_found
 */
export async function removeAnnotation(
  { annotationId }: RemoveAnnotationInput,
  context: CommandContext,
): Promise<{ annotationId: string }> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal = reasonAgainst(actor.role, 'reports.annotate')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const removed = await deleteAnnotation(uow.tx, annotationId)
    if (!removed) throw new AppError('not_found', 'Annotation not found.')
    const { kind, title, startsAt, endsAt, storefrontId } = removed
    const data = { kind, title, startsAt, endsAt, storefrontId }
    uow.record(annotationRemoved({ annotationId, ...data }))
    return { annotationId }
  })
}
