import { revokeAllSessions } from '@/db/queries/settings/sessions'
import { lockAdmins, lockStaff, saveStaff } from '@/db/queries/settings/staff'
import { staffChanged } from '@/domain/events/staff-events'
import type { ChangeStaffInput } from '@/domain/staff/staff-inputs'
import { AppError, staleVersion } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/**
 * Changes a staff member's name, role or access, from their next request on. Admins cannot change
 * their own role or access, so at least one admin remains.
 * @throws AppError forbidden, not_found, conflict (changed since)
 */
export async function changeStaff(
  { staffId, seenVersion, name, role, isDisabled }: ChangeStaffInput,
  context: CommandContext,
): Promise<void> {
  const admin = requirePerson(context.actor, 'staff.manage')
  await runInTransaction(context, async ({ tx, now, record }) => {
    // Two admins may disable each other concurrently: the second is no longer an admin.
    const admins = await lockAdmins(tx)
    if (!admins.includes(admin.id)) throw new AppError('forbidden', 'You are no longer an admin.')
    const person = await lockStaff(tx, staffId)
    if (!person) throw new AppError('not_found', 'Staff member not found.')
    if (person.version !== seenVersion)
      throw staleVersion(`${person.name} was changed by someone else. Reload and try again.`)
    const wasDisabled = person.disabledAt !== null
    if (staffId === admin.id && (role !== person.role || isDisabled))
      throw new AppError(
        'forbidden',
        "You can't change your own role or access. Ask another admin.",
      )
    const disabledAt = isDisabled ? (person.disabledAt ?? now) : null
    await saveStaff(tx, staffId, { name, role, disabledAt })
    if (isDisabled) await revokeAllSessions(tx, staffId)
    const before = { name: person.name, role: person.role, isDisabled: wasDisabled }
    record(staffChanged({ staffId, before, after: { name, role, isDisabled } }))
  })
}
