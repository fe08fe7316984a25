import type { PipelineStep, StepStatus } from '../pipeline/pipeline-steps'
import { type Permission, type Role, reasonAgainst } from '../staff/permissions'
import type { OrderStatus, ShipmentStatus } from './order-state'

/** The facts that decide which actions an order allows. */
export type OrderActionFacts = {
  name: string
  status: OrderStatus
  email: string | null
  isFulfilled: boolean
  steps: readonly { step: string; status: StepStatus }[]
  shipments: readonly { status: ShipmentStatus; resolutionId: string | null }[]
  payments: readonly { capturedMinor: bigint; refundedMinor: bigint }[]
}

const PERMISSIONS = {
  hold: 'orders.act',
  release: 'orders.act',
  cancel: 'orders.act',
  editAddress: 'orders.act',
  resendReceipt: 'orders.act',
  tag: 'orders.act',
  assign: 'orders.act',
  note: 'orders.note',
} as const satisfies Record<string, Permission>

export type OrderAction = keyof typeof PERMISSIONS

/** Returns why the order's state forbids an action for every role; undefined when it allows it. */
const STATE_RULES: Record<OrderAction, (order: OrderActionFacts) => string | undefined> = {
  hold: (order) => {
    if (order.status === 'on_hold') return `Order ${order.name} is already on hold.`
    return whyFinished(order)
  },
  release: (order) =>
    order.status === 'on_hold' ? undefined : `Order ${order.name} is not on hold.`,
  cancel: (order) => {
    if (order.status === 'canceled') return `Order ${order.name} is already canceled.`
    if (order.isFulfilled || hasParcel(order) || isStep(order, 'ship', 'done'))
      return "This order can't be canceled because it has shipped or its label was bought. Refund it instead."
    return whyBusy(order)
  },
  editAddress: (order) => {
    const finished = whyFinished(order)
    if (finished) return finished
    if (order.isFulfilled || hasParcel(order) || isStep(order, 'ship', 'done'))
      return "The address can't be changed because the label was bought with it."
    if (isStep(order, 'ship', 'running')) return 'The label is being bought right now.'
    return isStep(order, 'ship', 'skipped') ? 'This order has nothing to ship.' : undefined
  },
  resendReceipt: (order) => {
    if (!order.email) return `Order ${order.name} has no email address.`
    if (isStep(order, 'notify', 'done')) return undefined
    return 'The receipt has not been sent yet. It will be sent automatically once the order ships.'
  },
  tag: () => undefined,
  assign: () => undefined,
  note: () => undefined,
}

/** Returns why a role may not take the action on this order; undefined when it may. */
type Rule = (order: OrderActionFacts, role: Role) => string | undefined

const rule =
  (action: OrderAction): Rule =>
  (order, role) =>
    reasonAgainstRole(action, order, role) ?? STATE_RULES[action](order)

/** The allowed actions of an order. The server enforces them; the UI disables buttons with the reason. */
export const orderCan: Record<OrderAction, Rule> = {
  hold: rule('hold'),
  release: rule('release'),
  cancel: rule('cancel'),
  editAddress: rule('editAddress'),
  resendReceipt: rule('resendReceipt'),
  tag: rule('tag'),
  assign: rule('assign'),
  note: rule('note'),
}

/** The role's part of `orderCan`: canceling an order refunds its captures. */
export function reasonAgainstRole(
  action: OrderAction,
  order: OrderActionFacts,
  role: Role,
): string | undefined {
  const refusal = reasonAgainst(role, PERMISSIONS[action])
  if (refusal || action !== 'cancel' || capturedLeftMinor(order) === 0n) return refusal
  const money = reasonAgainst(role, 'refunds.issue')
  return money && `Canceling this order refunds the captured payment. ${money}`
}

/** Returns the captured amount that was not refunded. */
export function capturedLeftMinor({ payments }: Pick<OrderActionFacts, 'payments'>): bigint {
  return payments.reduce((sum, tender) => sum + tender.capturedMinor - tender.refundedMinor, 0n)
}

function whyFinished({ name, status }: OrderActionFacts): string | undefined {
  if (status === 'canceled') return `Order ${name} is canceled.`
  return status === 'completed' ? `Order ${name} is already completed.` : undefined
}

function whyBusy(order: OrderActionFacts): string | undefined {
  if (isStep(order, 'capture', 'running'))
    return 'The payment is being captured. Try again in a few seconds.'
  if (isStep(order, 'ship', 'running'))
    return 'The label is being bought. Try again in a few seconds.'
  return undefined
}

/** Ignores canceled shipments and reshipments. */
function hasParcel({ shipments }: OrderActionFacts): boolean {
  return shipments.some(({ status, resolutionId }) => status !== 'canceled' && !resolutionId)
}

function isStep({ steps }: OrderActionFacts, name: PipelineStep, status: StepStatus): boolean {
  return steps.some((step) => step.step === name && step.status === status)
}
