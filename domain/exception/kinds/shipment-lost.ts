import { defineKind, SLA } from '../kind'

export const shipmentLost = defineKind({
  code: 'shipment_lost',
  stage: 'staff',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Parcel lost',
  shortCause: 'parcel lost',
  explanation:
    'The carrier stopped looking for the parcel. The customer has paid and received nothing: reship the items or refund them.',
  actions: ['reship', 'refund'],
  closesWhen: 'The carrier finds the parcel and delivers it.',
  playbook: `1. Inform the customer before they ask.
2. Ask whether they prefer the items again or a refund.
3. File the claim with the carrier. Its reference is the tracking number.`,
})
