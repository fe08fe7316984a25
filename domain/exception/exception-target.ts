import { z } from 'zod'

/** An exception and the version the person saw. Without a version, any version is accepted. */
export const ExceptionTarget = z.object({
  exceptionId: z.uuid(),
  version: z.number().int().positive().optional(),
})
export type ExceptionTarget = z.infer<typeof ExceptionTarget>

/** Why a person changed something, as histories and the audit log show it. */
export const Reason = z.string().trim().min(1, 'Enter a reason.').max(500)
