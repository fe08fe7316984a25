import type { Actor } from '@/domain/staff/actor'
import { type Permission, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from './errors'

export type Person = Extract<Actor, { kind: 'person' }>

/**
 * Returns the signed-in user who acts.
 * @throws AppError forbidden when the actor is not a user
 */
export function requireUser(actor: Actor): Person {
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  return actor
}

/**
 * Returns the signed-in user who acts, if their role has the permission.
 * @throws AppError forbidden when the actor is not a user or their role lacks the permission
 */
export function requirePerson(actor: Actor, permission: Permission): Person {
  const person = requireUser(actor)
  const refusal = reasonAgainst(person.role, permission)
  if (refusal) throw new AppError('forbidden', refusal)
  return person
}
