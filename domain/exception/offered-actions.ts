import type { PipelineStep } from '../pipeline/pipeline-steps'
import { type Role, reasonAgainst } from '../staff/permissions'
import { ACTION_SPECS, type ActionCode, type ActionSpec, isActionCode } from './action-table'
import { EXCEPTION_KINDS, type ExceptionKind } from './exception-kinds'
import { permissionForStage } from './inbox'
import { type ExceptionAction, type ExceptionStage, forEngineer } from './kind'

/** What decides whether an action can be taken now. */
export type ActionFacts = {
  kind: ExceptionKind
  stage: ExceptionStage
  isClosed: boolean
  /** Null: the exception belongs to no order. */
  order: {
    name: string
    isCanceled: boolean
    hasEmail: boolean
    /** Of the order's own parcels one has left. */
    isShipped: boolean
    /** What was captured and has not gone back, in minor units. */
    capturedMinor: bigint
  } | null
  /** `code` of the failure, e.g. `underpaid`. */
  failureCode: string
  /** The exception names a refund of ours. */
  hasRefund: boolean
  /** The step of the order's way that stopped; null for what is beside it. */
  step: PipelineStep | null
  /** The exception is about a message of the storefront. */
  hasWebhook: boolean
}

/** An action with its button, and why this person cannot take it now; null when they can. */
export type OfferedAction = ActionSpec & { code: ActionCode; label: string; against: string | null }

const REDRIVE = forEngineer('redrive', 'Redrive')
const REPLAY = forEngineer('replay', 'Replay after a fix')
const EDIT_INPUT = forEngineer('edit_input', 'Edit the input')
const RESOLVE_BY_HAND = forEngineer('resolve_by_hand', 'Resolve by hand')

/** The actions of a kind; what is with the engineers can be mended by their means besides. */
function actionsOf({ kind, stage, order, step, hasWebhook }: ActionFacts): ExceptionAction[] {
  const actions: ExceptionAction[] = [...EXCEPTION_KINDS[kind].actions]
  if (stage !== 'engineer') return actions
  const knows = (...codes: string[]) => actions.some(({ code }) => codes.includes(code))
  if (order && !knows('redrive', 'resume')) actions.push(REDRIVE)
  if (hasWebhook && !knows('replay', 'redrive')) actions.push(REPLAY)
  if (order && step && step !== 'complete') actions.push(EDIT_INPUT)
  if (order && step && !knows('resolve_by_hand')) actions.push(RESOLVE_BY_HAND)
  return actions
}

/** The actions that can be taken, those of the catalog first and in its order. */
export function offeredActions(facts: ActionFacts, role: Role): OfferedAction[] {
  return actionsOf(facts).flatMap(({ code, label }) =>
    isActionCode(code)
      ? [{ ...ACTION_SPECS[code], code, label, against: whyNot(code, facts, role)?.words ?? null }]
      : [],
  )
}

/** Why an action cannot be taken: nobody could now, or this person's role may not. */
export type ActionRefusal = { code: 'forbidden' | 'conflict'; words: string }

/** Why this action cannot be taken; undefined when it can. */
export function whyNot(
  code: ActionCode,
  facts: ActionFacts,
  role: Role,
): ActionRefusal | undefined {
  const action = actionsOf(facts).find((one) => one.code === code)
  if (!action) return conflict('This is no way to settle an exception of this kind.')
  const refusal =
    reasonAgainst(role, action.permission) ?? reasonAgainst(role, permissionForStage(facts.stage))
  if (refusal) return { code: 'forbidden', words: refusal }
  if (facts.isClosed) return conflict('This exception is closed.')
  const spec: ActionSpec = ACTION_SPECS[code]
  if (facts.order?.isCanceled && !spec.worksOnCanceled) {
    return conflict(`Order ${facts.order.name} is canceled; this cannot help it any more.`)
  }
  if (isCancel(code) && facts.order && facts.order.capturedMinor > 0n) {
    const mayNot = reasonAgainst(role, 'refunds.issue')
    if (mayNot) return { code: 'forbidden', words: mayNot }
  }
  return conflict(whyNotByFacts(code, facts))
}

const isCancel = (code: ActionCode) => code === 'cancel_order' || code === 'cancel_and_refund'

function conflict(words: string | undefined): ActionRefusal | undefined {
  return words === undefined ? undefined : { code: 'conflict', words }
}

function whyNotByFacts(code: ActionCode, facts: ActionFacts): string | undefined {
  const { order } = facts
  switch (code) {
    case 'ask_customer':
    case 'send_payment_link':
      return order?.hasEmail ? undefined : 'The order has no email address.'
    case 'cancel_order':
    case 'cancel_and_refund':
      if (!order) return 'It belongs to no order.'
      return order.isShipped
        ? 'The parcel has left. Refund the order, or wait for it to come back.'
        : undefined
    case 'refund_excess':
      return facts.failureCode === 'overpaid' ? undefined : 'Nothing was paid beyond the total.'
    case 'accept_difference':
      return facts.failureCode === 'currency'
        ? 'Amounts in two currencies cannot be compared. Refund the payment, or cancel the order.'
        : undefined
    case 'refund_as_gift_card':
    case 'mark_refunded':
    case 'mark_not_refunded':
      return facts.hasRefund ? undefined : 'It names no refund that was made here.'
    case 'refund_item':
    case 'refund':
      return order && order.capturedMinor > 0n ? undefined : 'Nothing was captured yet.'
    default:
      return undefined
  }
}
