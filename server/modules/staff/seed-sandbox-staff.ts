import { getDb } from '@/db/client'
import { insertNewStaff, listKnownEmails } from '@/db/queries/settings/staff'
import { staffAdded } from '@/domain/events/staff-events'
import { systemActor } from '@/domain/staff/actor'
import { SANDBOX_PASSWORD, SANDBOX_STAFF } from '@/domain/staff/sandbox-staff'
import { runInTransaction } from '@/server/unit-of-work'
import { hashPassword } from './internal/password-hash'

/** Adds missing sandbox sign-ins. Idempotent, also when run concurrently. */
export async function seedSandboxStaff(): Promise<void> {
  const known = await listKnownEmails(
    getDb(),
    SANDBOX_STAFF.map((person) => person.email),
  )
  const missing = SANDBOX_STAFF.filter((person) => !known.includes(person.email))
  if (missing.length === 0) return
  const people = await Promise.all(
    missing.map(async (person) => ({
      ...person,
      passwordHash: await hashPassword(SANDBOX_PASSWORD),
    })),
  )
  const context = { actor: systemActor('sandbox'), requestId: crypto.randomUUID() }
  await runInTransaction(context, async ({ tx, record }) => {
    for (const { id: staffId } of await insertNewStaff(tx, people)) record(staffAdded({ staffId }))
  })
}
