import { z } from 'zod'
import { type ExceptionKind, isExceptionKind } from '@/domain/exception/exception-kinds'
import type { Actor } from '@/domain/staff/actor'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'

export const KindInput = z
  .string()
  .refine(isExceptionKind, 'There is no such kind of exception.')
  .transform((word) => word as ExceptionKind)

/** The version that the person has seen: 0 before the first change. */
export const SeenVersion = z.number().int().min(0)

/** @throws AppError forbidden for anybody who may not configure the inbox */
export function requireAdmin(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people change settings.')
  const refusal = reasonAgainst(actor.role, 'exceptions.configure')
  if (refusal) throw new AppError('forbidden', refusal)
  return actor
}

/** What somebody hears who saves over a version they have not seen. */
export const changedMeanwhile = () =>
  new AppError('conflict', 'Somebody else changed this meanwhile. Reload it and look at both.')
