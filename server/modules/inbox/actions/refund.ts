import type { ActionHandler } from '../internal/action-handler'
import { listParcelUnits } from '../internal/exception-parcel'
import { refundLines } from '../internal/refund-lines'

/** Refunds the contents of a lost or returned parcel. */
export const refund: ActionHandler<'refund'> = async (uow, subject, { reason }) =>
  refundLines(uow, subject, await listParcelUnits(uow, subject), reason)
