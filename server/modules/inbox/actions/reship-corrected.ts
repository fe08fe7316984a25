import type { ActionHandler } from '../internal/action-handler'
import { reshipParcel } from '../internal/reship-parcel'
import { parseAddress } from '../internal/shipping-address'

/** @throws AppError bad_input with `fields` for an invalid address */
export const reshipCorrected: ActionHandler<'reship_corrected'> = (
  uow,
  subject,
  { address, reason },
) => reshipParcel(uow, subject, { reason, address: parseAddress(address) })
