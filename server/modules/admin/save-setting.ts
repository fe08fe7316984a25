import type { Actor } from '@/domain/staff/actor'
import { staleVersion } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'

/** Returns the user if they may configure the inbox. @throws AppError forbidden */
export const requireAdmin = (actor: Actor): Person => requirePerson(actor, 'exceptions.configure')

/** The error for saving over a version that the user has not seen. */
export const changedMeanwhile = () =>
  staleVersion('Someone else changed this setting. Reload it and try again.')
