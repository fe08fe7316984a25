import { defineAction } from '../action'
import { cancelUnavailableReason, refundPermissionToCancel } from '../action-availability'
import { ReasonInput } from '../action-inputs'

export const cancelOrderAction = defineAction({
  code: 'cancel_order',
  label: 'Cancel order',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect:
    'Cancels the order permanently. Authorizations are voided and captured payments are refunded.',
  past: 'canceled the order',
  isFinal: true,
  extraPermission: refundPermissionToCancel,
  unavailableReason: cancelUnavailableReason,
})
