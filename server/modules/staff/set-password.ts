import { revokeAllSessions } from '@/db/queries/settings/sessions'
import { savePasswordHash } from '@/db/queries/settings/staff'
import { staffPasswordSet } from '@/domain/events/staff-events'
import type { SetPasswordInput } from '@/domain/staff/staff-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { hashPassword } from './internal/password-hash'

/** The minimum length of a password outside the sandbox. */
export const MIN_PASSWORD = 12
const MAX_PASSWORD = 1000

/**
 * Sets a staff member's password and signs them out everywhere.
 * @throws AppError bad_input (too short, too long, the email address itself), not_found.
 */
export async function setPassword(
  person: SetPasswordInput,
  context: CommandContext,
): Promise<void> {
  const email = person.email.trim().toLowerCase()
  assertStrongPassword(person.password, email)
  const passwordHash = await hashPassword(person.password)
  await runInTransaction(context, async ({ tx, record }) => {
    const staff = await savePasswordHash(tx, email, passwordHash)
    if (!staff) throw new AppError('not_found', `No staff member has the email address ${email}.`)
    await revokeAllSessions(tx, staff.id)
    record(staffPasswordSet({ staffId: staff.id }))
  })
}

function assertStrongPassword(password: string, email: string): void {
  const length = [...password.normalize('NFKC')].length
  if (length < MIN_PASSWORD)
    throw new AppError('bad_input', `Use at least ${MIN_PASSWORD} characters.`)
  if (length > MAX_PASSWORD)
    throw new AppError('bad_input', `Use at most ${MAX_PASSWORD} characters.`)
  if (password.trim().toLowerCase() === email || new Set(password).size < 4)
    throw new AppError('bad_input', 'This password is too easy to guess. Choose another one.')
}
