import { z } from 'zod'
import { insertAnnotation } from '@/db/queries/reports/report-annotations'
import { annotationAdded } from '@/domain/events/report-events'
import { ANNOTATION_KINDS } from '@/domain/reports/report-annotation'
import { reasonAgainst } from '@/domain/staff/permissions'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const AddAnnotationInput = z
  .object({
    kind: z.enum(ANNOTATION_KINDS),
    title: z
      .string()
      .transform((raw) => cleanText(raw).text.trim())
      .pipe(z.string().min(1, 'Enter a title.').max(80, 'Use 80 characters or fewer.')),
    startsAt: z.date(),
    /** Null: a single point in time. */
    endsAt: z.date().nullable(),
    /** Null: all storefronts. */
    storefrontId: z.uuid().nullable(),
  })
  .refine(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt, {
    error: 'The end must be after the start.',
    path: ['endsAt'],
  })
export type AddAnnotationInput = z.infer<typeof AddAnnotationInput>

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
