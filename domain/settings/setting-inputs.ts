import { z } from 'zod'
import { type ExceptionKind, isExceptionKind } from '../exception/exception-kinds'

export const KindInput = z
  .string()
  .refine(isExceptionKind, 'Unknown kind of exception.')
  .transform((word) => word as ExceptionKind)

/** The setting's version that the user saw; 0 before the first change. */
export const SeenVersion = z.number().int().min(0)
