import { defineAction } from '../action'
import { cancelUnavailableReason, refundPermissionToCancel } from '../action-availability'
import { ReasonInput } from '../action-inputs'

export const cancelAndRefundAction = defineAction({
  code: 'cancel_and_refund',
  label: 'Cancel and refund',
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
