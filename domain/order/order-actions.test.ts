import { expect, test } from 'vitest'
import { PIPELINE_STEPS, type PipelineStep, type StepStatus } from '../pipeline/pipeline-steps'
import { type OrderAction, type OrderActionFacts, orderCan } from './order-actions'
import type { OrderStatus } from './order-state'

const order = (given: Partial<OrderActionFacts> = {}): OrderActionFacts => ({
  name: '#1',
  status: 'processing',
  email: 'ada@example.com',
  isFulfilled: false,
  steps: steps({}),
  shipments: [],
  payments: [],
  ...given,
})

const steps = (given: Partial<Record<PipelineStep, StepStatus>>) =>
  PIPELINE_STEPS.map((step) => ({ step, status: given[step] ?? ('pending' as const) }))

const captured = { payments: [{ capturedMinor: 500n, refundedMinor: 0n }] }
const parcel = (status: 'label_bought' | 'canceled', resolutionId: string | null = null) => ({
  shipments: [{ status, resolutionId }],
})

test.each<[OrderAction, OrderStatus[]]>([
  ['hold', ['processing', 'waiting', 'blocked']],
  ['release', ['on_hold']],
  ['cancel', ['processing', 'waiting', 'blocked', 'on_hold', 'completed']],
  ['editAddress', ['processing', 'waiting', 'blocked', 'on_hold']],
  ['tag', ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled']],
  ['assign', ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled']],
  ['note', ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled']],
])('%s is allowed for orders that are %j', (action, allowed) => {
  const all = ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled'] as const
  for (const status of all) {
    const refusal = orderCan[action](order({ status }), 'care')
    if (allowed.includes(status)) expect(refusal).toBeUndefined()
    else expect(refusal).toMatch(/\.$/)
  }
})

test.each<[OrderAction, string, Partial<OrderActionFacts>, RegExp | undefined]>([
  ['cancel', 'a label', parcel('label_bought'), /Refund it instead/],
  ['cancel', 'a canceled label', parcel('canceled'), undefined],
  ['cancel', 'a reshipment', parcel('label_bought', 'r'), undefined],
  ['cancel', 'a fulfillment of the storefront', { isFulfilled: true }, /Refund it instead/],
  ['cancel', 'a running capture', { steps: steps({ capture: 'running' }) }, /being captured/],
  ['cancel', 'a running label purchase', { steps: steps({ ship: 'running' }) }, /being bought/],
  ['editAddress', 'a label', parcel('label_bought'), /label was bought/],
  [
    'editAddress',
    'a running label purchase',
    { steps: steps({ ship: 'running' }) },
    /being bought/,
  ],
  ['editAddress', 'a label that failed', { steps: steps({ ship: 'blocked' }) }, undefined],
  ['editAddress', 'nothing to ship', { steps: steps({ ship: 'skipped' }) }, /nothing to ship/],
  ['resendReceipt', 'no receipt yet', {}, /not been sent yet/],
  ['resendReceipt', 'a receipt', { steps: steps({ notify: 'done' }) }, undefined],
  ['resendReceipt', 'no email address', { email: null }, /no email/],
])('%s with %s', (action, _, given, refusal) => {
  const reason = orderCan[action](order(given), 'lead')
  if (refusal) expect(reason).toMatch(refusal)
  else expect(reason).toBeUndefined()
})

test('a missing permission names the roles; canceling a captured order requires refund permission', () => {
  expect(orderCan.hold(order(), 'manager')).toMatch(/Requires the care/)
  expect(orderCan.note(order(), 'manager')).toBeUndefined()
  expect(orderCan.cancel(order(), 'engineer')).toBeUndefined()
  expect(orderCan.cancel(order(captured), 'engineer')).toMatch(
    /refunds the captured payment.*Requires the care/,
  )
  expect(orderCan.cancel(order(captured), 'care')).toBeUndefined()
})
