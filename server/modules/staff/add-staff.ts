import { insertNewStaff } from '@/db/queries/settings/staff'
import { staffAdded } from '@/domain/events/staff-events'
import { isSandboxEmail } from '@/domain/staff/sandbox-staff'
import type { AddStaffInput } from '@/domain/staff/staff-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/**
 * Adds a person to the staff list. They can sign in by single sign-on, or once a password is set.
 * @throws AppError bad_input (invalid or sandbox address), conflict (already on the list)
 */
export async function addStaff(person: AddStaffInput, context: CommandContext): Promise<string> {
  const email = person.email.trim().toLowerCase()
  const name = person.name.trim()
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
    throw new AppError('bad_input', 'Enter a valid email address.')
  if (isSandboxEmail(email))
    throw new AppError('bad_input', 'Sandbox addresses can be used in the sandbox only.')
  if (name === '') throw new AppError('bad_input', 'Enter a name.')
  return runInTransaction(context, async ({ tx, record }) => {
    const [added] = await insertNewStaff(tx, [
      { email, name, role: person.role, passwordHash: null },
    ])
    if (!added) throw new AppError('conflict', `${email} is already on the staff list.`)
    record(staffAdded({ staffId: added.id, role: person.role }))
    return added.id
  })
}
