import { defineKind, SLA } from '../kind'

export const customsDataMissing = defineKind({
  code: 'customs_data_missing',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Missing customs code or country of origin',
  shortCause: 'customs data missing',
  explanation:
    "The parcel crosses a customs border and can't ship without both. What you enter is saved for the SKU.",
  actions: ['fill_customs_data'],
  closesWhen: 'An order update brings the missing customs data.',
  playbook: `The parcel crosses a customs border and needs a **customs code** (HS, 6 to 10 digits) and the **country of origin** for each item. Both are on the supplier's invoice. What you enter is saved for the SKU.`,
})
