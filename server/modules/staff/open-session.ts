import { deleteOldSessions, insertSession } from '@/db/queries/settings/sessions'
import { sessionOpened } from '@/domain/events/staff-events'
import type { StaffId } from '@/domain/ids'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** The absolute lifetime of a session: one working day. */
export const SESSION_LIFETIME_SECONDS = 12 * 60 * 60

/** Opens a session for an authenticated staff member; returns its id. */
export function openSession(
  session: { staffId: StaffId; address: string; method: 'password' | 'single sign-on' },
  context: CommandContext,
): Promise<string> {
  const { staffId, address, method } = session
  return runInTransaction(context, async ({ tx, record }) => {
    await deleteOldSessions(tx, staffId)
    const lifetimeSeconds = SESSION_LIFETIME_SECONDS
    const sessionId = await insertSession(tx, { staffId, address, lifetimeSeconds })
    record(sessionOpened({ staffId, sessionId, method }))
    return sessionId
  })
}
