import { defineKind, SLA } from '../kind'

export const totalsMismatch = defineKind({
  code: 'totals_mismatch',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: "Storefront totals don't add up",
  shortCause: 'totals differ',
  explanation:
    'Items, discounts, shipping and taxes do not add up to the total that the storefront sent. Accept the totals when the total is what the customer agreed to.',
  actions: ['accept_totals', 'escalate'],
  closesWhen: 'An order update brings totals that add up.',
  playbook: `The parts of the order do not add up to its total. The customer agreed to the **total**: compare it with the storefront's confirmation email. When the total is right, accept it. When every order of the storefront shows this, escalate.`,
})
