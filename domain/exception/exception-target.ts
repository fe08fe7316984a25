import { z } from 'zod'

/** An exception and the version the person saw. Without a version, any version is accepted. */
export const ExceptionTarget = z.object({
  exceptionId: z.uuid(),
  version: z.number().int().positive().optional(),
})
export type ExceptionTarget = z.infer<typeof ExceptionTarget>
