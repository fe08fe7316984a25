import { revokeSession } from '@/db/queries/settings/sessions'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** Signs a person out here; a session that is over already stays over. */
export function closeSession(
  session: { sessionId: string; staffId: string },
  context: CommandContext,
): Promise<void> {
  return runInTransaction(context, async ({ tx, recordAudit }) => {
    if (!(await revokeSession(tx, session))) return
    const { sessionId, staffId } = session
    recordAudit('session.closed', { type: 'staff', id: staffId }, { sessionId })
  })
}
