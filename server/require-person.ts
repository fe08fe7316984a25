import type { Actor } from '@/domain/staff/actor'
import { type Permission, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from './errors'

export type Person = Extract<Actor, { kind: 'person' }>

/**
 * Returns the signed-in user behind the actor.
 * @throws AppError forbidden when the actor is not a user or their role lacks the permission
 */
export function requirePerson(actor: Actor, permission: Permission): Person {
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal = reasonAgainst(actor.role, permission)
  if (refusal) throw new AppError('forbidden', refusal)
  return actor
}
