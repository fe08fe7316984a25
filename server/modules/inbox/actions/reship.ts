import type { ActionHandler } from '../internal/action-handler'
import { reshipParcel } from '../internal/reship-parcel'

export const reship: ActionHandler<'reship'> = reshipParcel
