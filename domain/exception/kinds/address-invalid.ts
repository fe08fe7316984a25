import { defineKind, SLA } from '../kind'

export const addressInvalid = defineKind({
  code: 'address_invalid',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Address rejected by the carrier',
  shortCause: 'address rejected',
  explanation:
    "The parcel can't be shipped to this address. Correct it, or ask the customer which part is wrong.",
  actions: ['edit_address', 'ask_customer', 'cancel_order'],
  closesWhen: 'An order update brings an address that the carrier accepts.',
  playbook: `1. Read the message and check the marked field, if there is one. Often a house number or a digit of the postal code is missing.
2. Use a map to find the rest. Change only what you are sure of.
3. Otherwise ask the customer. The order waits for the answer.`,
})
