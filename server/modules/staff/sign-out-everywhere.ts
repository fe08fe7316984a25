import { revokeAllSessions } from '@/db/queries/settings/sessions'
import { voidSessionsBeforeNow } from '@/db/queries/settings/staff'
import { staffSignedOutEverywhere } from '@/domain/events/staff-events'
import type { StaffId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/**
 * Ends every session of a staff member, effective at their next request.
 * @throws AppError not_found
 */
export function signOutEverywhere(staffId: StaffId, context: CommandContext): Promise<void> {
  return runInTransaction(context, async ({ tx, record }) => {
    if (!(await voidSessionsBeforeNow(tx, staffId)))
      throw new AppError('not_found', 'Staff member not found.')
    const sessions = await revokeAllSessions(tx, staffId)
    record(staffSignedOutEverywhere({ staffId, sessions }))
  })
}
