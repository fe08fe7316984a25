import { defineKind, SLA } from '../kind'

export const deliveryFailed = defineKind({
  code: 'delivery_failed',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Parcel returned to sender',
  shortCause: 'parcel returned',
  explanation:
    "The carrier couldn't deliver the parcel. Check the address with the customer first.",
  actions: ['reship_corrected', 'refund'],
  closesWhen: 'The carrier delivers the parcel on another attempt.',
  playbook: `The parcel is on its way back to us. Ask the customer for the correct address **before** you reship. No answer after a week: refund the items in the parcel.`,
})
