import { defineAction } from '../action'
import { missingEmailReason } from '../action-availability'
import { messageInput } from '../action-inputs'

export const sendPaymentLinkAction = defineAction({
  code: 'send_payment_link',
  label: 'Send payment link',
  permission: 'orders.act',
  form: 'payment_link',
  input: messageInput('Enter a message that explains why the customer should pay again.'),
  effect:
    'Emails the customer a link to pay the outstanding amount. The order continues automatically after payment.',
  past: 'sent a payment link',
  submitLabel: 'Send link',
  unavailableReason: missingEmailReason,
})
