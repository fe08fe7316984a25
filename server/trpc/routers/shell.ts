import { getDb } from '@/db/client'
import { findInboxViewer } from '@/db/queries/exceptions/inbox-conditions'
import { countInboxBell } from '@/db/queries/exceptions/inbox-counts'
import { countOrdersNeedingAttention } from '@/db/queries/settings/shell'
import { stagesForRole } from '@/domain/exception/inbox'
import { procedureWith, router } from '../init'

/** Data of the shell around every page. */
export const shellRouter = router({
  attention: procedureWith('orders.read').query(() => countOrdersNeedingAttention()),

  inbox: procedureWith('exceptions.read').query(async ({ ctx: { staff } }) =>
    countInboxBell(await findInboxViewer(getDb(), staff.id), stagesForRole(staff.role)),
  ),
})
