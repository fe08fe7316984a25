import { z } from 'zod'
import { type ExceptionKind, isExceptionKind } from '@/domain/exception/exception-kinds'
import type { Actor } from '@/domain/staff/actor'
import { staleVersion } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'

export const KindInput = z
  .string()
  .refine(isExceptionKind, 'Unknown kind of exception.')
  .transform((word) => word as ExceptionKind)

/** The setting's version that the user saw; 0 before the first change. */
export const SeenVersion = z.number().int().min(0)

/** Returns the user if they may configure the inbox. @throws AppError forbidden */
export const requireAdmin = (actor: Actor): Person => requirePerson(actor, 'exceptions.configure')

/** The error for saving over a version that the user has not seen. */
export const changedMeanwhile = () =>
  staleVersion('Someone else changed this setting. Reload it and try again.')
