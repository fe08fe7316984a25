import { z } from 'zod'
import { cleanText } from '../text/clean-text'
import { ANNOTATION_KINDS } from './report-annotation'

export const AddAnnotationInput = z
  .object({
    kind: z.enum(ANNOTATION_KINDS),
    title: z
      .string()
      .transform((raw) => cleanText(raw).text.trim())
      .pipe(z.string().min(1, 'Enter a title.').max(80, 'Use 80 characters or fewer.')),
    startsAt: z.date('Enter a date and time.'),
    /** Null: a single point in time. */
    endsAt: z.date('Enter a date and time.').nullable(),
    /** Null: all storefronts. */
    storefrontId: z.uuid().nullable(),
  })
  .refine(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt, {
    error: 'The end must be after the start.',
    path: ['endsAt'],
  })
export type AddAnnotationInput = z.infer<typeof AddAnnotationInput>
