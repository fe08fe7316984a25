import { type Permission, type Role, reasonAgainst } from '../staff/permissions'
import type { ActionFacts, ExceptionAction } from './action'
import { type ActionCode, EXCEPTION_ACTIONS, isActionCode } from './exception-actions'
import { EXCEPTION_KINDS, type ExceptionKind } from './exception-kinds'
import { permissionForStage } from './inbox'
import type { ExceptionStage, KindAction } from './kind'

/** An exception's kind and stage with the facts that decide on its actions. */
export type ExceptionFacts = ActionFacts & { kind: ExceptionKind; stage: ExceptionStage }

/** An action as the page of an exception shows it. */
export type OfferedAction = Pick<
  ExceptionAction,
  'label' | 'form' | 'effect' | 'past' | 'submitLabel' | 'isFinal' | 'isRetry' | 'rerunsStep'
> & {
  code: ActionCode
  /** Why this person can't take it now. Null: they can. */
  unavailableReason: string | null
}

/** The actions of a kind. In the engineer stage, the general repair actions are added. */
function listActions({ kind, stage, order, step, hasWebhook }: ExceptionFacts): KindAction[] {
  const actions = [...EXCEPTION_KINDS[kind].actions]
  if (stage !== 'engineer') return actions
  const has = (...codes: ActionCode[]) =>
    actions.some(({ code }) => (codes as string[]).includes(code))
  if (order && !has('redrive', 'resume')) actions.push({ code: 'redrive' })
  if (hasWebhook && !has('replay', 'redrive')) actions.push({ code: 'replay' })
  if (order && step && step !== 'complete') actions.push({ code: 'edit_input' })
  if (order && step && !has('resolve_by_hand')) actions.push({ code: 'resolve_by_hand' })
  return actions
}

/** Returns the actions of an exception, those of its kind first and in the catalog's order. */
export function offeredActions(facts: ExceptionFacts, role: Role): OfferedAction[] {
  return listActions(facts).flatMap(({ code, label }) => {
    if (!isActionCode(code)) return []
    const action: ExceptionAction = EXCEPTION_ACTIONS[code]
    const { form, effect, past, submitLabel, isFinal, isRetry, rerunsStep } = action
    return [
      {
        code,
        label: label ?? action.label,
        form,
        effect,
        past,
        ...(submitLabel ? { submitLabel } : {}),
        ...(isFinal ? { isFinal } : {}),
        ...(isRetry ? { isRetry } : {}),
        ...(rerunsStep ? { rerunsStep } : {}),
        unavailableReason: findRefusal(code, facts, role)?.message ?? null,
      },
    ]
  })
}

/** `forbidden`: this role may not take the action. `conflict`: no one can take it now. */
export type ActionRefusal = { code: 'forbidden' | 'conflict'; message: string }

/** Returns why this role can't take the action now, or undefined. */
export function findRefusal(
  code: ActionCode,
  facts: ExceptionFacts,
  role: Role,
): ActionRefusal | undefined {
  const offered = listActions(facts).find((action) => action.code === code)
  if (!offered) return conflict('This action is not available for this kind of exception.')
  const action: ExceptionAction = EXCEPTION_ACTIONS[code]
  const refusal =
    forbidden(role, offered.permission ?? action.permission) ??
    forbidden(role, permissionForStage(facts.stage))
  if (refusal) return refusal
  if (facts.isClosed) return conflict('This exception is closed.')
  if (facts.order?.isCanceled && !action.worksOnCanceled) {
    return conflict(`Order ${facts.order.name} is canceled, so this action no longer applies.`)
  }
  return (
    forbidden(role, action.extraPermission?.(facts)) ?? conflict(action.unavailableReason?.(facts))
  )
}

function forbidden(role: Role, permission: Permission | undefined): ActionRefusal | undefined {
  const message = permission && reasonAgainst(role, permission)
  return message ? { code: 'forbidden', message } : undefined
}

function conflict(message: string | undefined): ActionRefusal | undefined {
  return message === undefined ? undefined : { code: 'conflict', message }
}
