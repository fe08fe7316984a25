import { revokeSession } from '@/db/queries/settings/sessions'
import { sessionClosed } from '@/domain/events/staff-events'
import type { StaffId } from '@/domain/ids'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** Ends one session of a staff member. Idempotent. */
export function closeSession(
  session: { sessionId: string; staffId: StaffId },
  context: CommandContext,
): Promise<void> {
  return runInTransaction(context, async ({ tx, record }) => {
    if (!(await revokeSession(tx, session))) return
    const { sessionId, staffId } = session
    record(sessionClosed({ staffId, sessionId }))
  })
}
