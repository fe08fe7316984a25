import { defineKind, SLA } from '../kind'

export const addressEmptyAfterCleaning = defineKind({
  code: 'address_empty_after_cleaning',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Address field is empty without emoji',
  shortCause: 'address field empty',
  explanation:
    "Emoji can't be printed on a label, and without them the field is empty. The original text is kept with the webhook.",
  actions: ['edit_address'],
  closesWhen: 'An order update brings text for the field.',
  playbook: `The field contained only emoji, and those can't be printed on a label. Look for the customer's name or street in another field or in an earlier order. Otherwise ask the customer.`,
})
