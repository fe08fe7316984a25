import { revokeAllSessions } from '@/db/queries/sessions'
import { voidSessionsBeforeNow } from '@/db/queries/staff'
import { type CommandContext, write } from '../write'

/** Ends every session of a person, on every device, at their next request. */
export function signOutEverywhere(staffId: string, context: CommandContext): Promise<void> {
  return write(context, async ({ tx, recordAudit }) => {
    await voidSessionsBeforeNow(tx, staffId)
    const sessions = await revokeAllSessions(tx, staffId)
    recordAudit('staff.signed_out_everywhere', { type: 'staff', id: staffId }, { sessions })
  })
}
