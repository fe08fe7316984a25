import { defineAction } from '../action'
import { missingEmailReason } from '../action-availability'
import { messageInput } from '../action-inputs'

export const askCustomerAction = defineAction({
  code: 'ask_customer',
  label: 'Ask customer',
  permission: 'orders.act',
  form: 'message',
  input: messageInput('Enter a message to the customer.'),
  effect: 'Emails your message to the customer. The exception waits for the answer.',
  past: 'asked the customer',
  submitLabel: 'Send message',
  unavailableReason: missingEmailReason,
})
