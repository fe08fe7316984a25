import type { ActionHandler } from '../internal/action-handler'
import { cancelBlockedOrder } from '../internal/cancel-blocked-order'

export const cancelAndRefund: ActionHandler<'cancel_and_refund'> = cancelBlockedOrder
