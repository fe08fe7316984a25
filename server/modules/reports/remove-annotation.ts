import { z } from 'zod'
import { deleteAnnotation } from '@/db/queries/reports/report-annotations'
import { annotationRemoved } from '@/domain/events/report-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RemoveAnnotationInput = z.object({ annotationId: z.uuid() })
export type RemoveAnnotationInput = z.infer<typeof RemoveAnnotationInput>

/**
 * Takes an annotation off everybody's reports; the audit log keeps what it said.
 * @throws AppError forbidden, not_found
 */
export async function removeAnnotation(
  { annotationId }: RemoveAnnotationInput,
  context: CommandContext,
): Promise<{ annotationId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people annotate reports.')
  const refusal = reasonAgainst(actor.role, 'reports.annotate')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const removed = await deleteAnnotation(uow.tx, annotationId)
    if (!removed) throw new AppError('not_found', 'There is no such annotation any more.')
    const { kind, title, startsAt, endsAt, storefrontId } = removed
    const data = { kind, title, startsAt, endsAt, storefrontId }
    uow.record(annotationRemoved({ annotationId, ...data }))
    return { annotationId }
  })
}
