import type { ActionHandler } from '../internal/action-handler'
import { cancelBlockedOrder } from '../internal/cancel-blocked-order'

export const cancelOrder: ActionHandler<'cancel_order'> = cancelBlockedOrder
