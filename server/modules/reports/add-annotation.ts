import { insertAnnotation } from '@/db/queries/reports/report-annotations'
import { annotationAdded } from '@/domain/events/report-events'
import type { AddAnnotationInput } from '@/domain/reports/annotation-input'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/**
 * Adds an annotation to the time axes of all users' reports.
 * @throws AppError forbidden
 */
export async function addAnnotation(
  annotation: AddAnnotationInput,
  context: CommandContext,
): Promise<{ annotationId: string }> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal = reasonAgainst(actor.role, 'reports.annotate')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const annotationId = await insertAnnotation(uow.tx, { ...annotation, authorId: actor.id })
    uow.record(annotationAdded({ annotationId, ...annotation }))
    return { annotationId }
  })
}
