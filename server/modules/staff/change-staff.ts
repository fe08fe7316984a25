import { z } from 'zod'
import { revokeAllSessions } from '@/db/queries/settings/sessions'
import { lockAdmins, lockStaff, saveStaff } from '@/db/queries/settings/staff'
import { staffChanged } from '@/domain/events/staff-events'
import { ROLES, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const ChangeStaffInput = z.object({
  staffId: z.uuid(),
  /** The row's version that the admin has seen. */
  seenVersion: z.number().int().min(1),
  name: z.string().trim().min(1, 'A person has a name.').max(200),
  role: z.enum(ROLES),
  /** True: they are out at their next request and cannot sign in again. */
  isDisabled: z.boolean(),
})
export type ChangeStaffInput = z.infer<typeof ChangeStaffInput>

/**
 * Changes a person's name, role or access; it holds from their next request on. Nobody changes
 * their own role or access, so there is always an admin left.
 * @throws AppError forbidden, not_found, conflict (changed since it was seen)
 */
export async function changeStaff(
  { staffId, seenVersion, name, role, isDisabled }: ChangeStaffInput,
  context: CommandContext,
): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people change the staff list.')
  const refusal = reasonAgainst(actor.role, 'staff.manage')
  if (refusal) throw new AppError('forbidden', refusal)
  await runInTransaction(context, async ({ tx, now, record }) => {
    // Two admins who take each other's access away: the second is no admin any more.
    const admins = await lockAdmins(tx)
    if (!admins.includes(actor.id)) throw new AppError('forbidden', 'You are no admin any more.')
    const person = await lockStaff(tx, staffId)
    if (!person) throw new AppError('not_found', 'Nobody on the staff list has this id.')
    if (person.version !== seenVersion)
      throw new AppError('conflict', `${person.name} was changed meanwhile. Look at it again.`)
    const wasDisabled = person.disabledAt !== null
    if (staffId === actor.id && (role !== person.role || isDisabled))
      throw new AppError('forbidden', 'Another admin has to change your own role or access.')
    const disabledAt = isDisabled ? (person.disabledAt ?? now) : null
    await saveStaff(tx, staffId, { name, role, disabledAt })
    if (isDisabled) await revokeAllSessions(tx, staffId)
    const before = { name: person.name, role: person.role, isDisabled: wasDisabled }
    record(staffChanged({ staffId, before, after: { name, role, isDisabled } }))
  })
}
