import type { Permission } from '../staff/permissions'
import type { ActionCode } from './exception-actions'

export type ExceptionStage = 'auto' | 'staff' | 'engineer'
export type ExceptionSeverity = 'low' | 'normal' | 'high' | 'critical'

/**
 * Seconds to wait after the 1st, 2nd ... failure. `jitter` is the fraction by which a wait may be
 * longer, so that the orders of one outage do not retry in the same second.
 */
export type RetryPolicy = { delaysSeconds: readonly number[]; jitter: number }

/** An action of a kind. `escalate` has no form here: the triage bar offers it for every kind. */
export type KindActionCode = ActionCode | 'escalate'

/** An action that a kind offers. Label and permission default to the action's own. */
export type KindAction = { code: KindActionCode; label?: string; permission?: Permission }

/** The catalog entry of a kind of exception. */
export type ExceptionKindEntry<Code extends string = string> = {
  /** Stored with exceptions. Never change it. */
  code: Code
  /** The stage a new exception starts in. */
  stage: ExceptionStage
  /** Null: never retried automatically. */
  retry: RetryPolicy | null
  severity: ExceptionSeverity
  /** Working minutes until it should be resolved. */
  slaMinutes: number
  /** What happened, without a period. Messages that start with it replace it in lists. */
  title: string
  /** The cause in a few lowercase words, shown after "Blocked:" in order lists. */
  shortCause: string
  /** What it means and what to do about it. */
  explanation: string
  /** The actions that resolve it, the recommended one first. */
  actions: readonly KindAction[]
  /** What closes it automatically. */
  closesWhen: string
  /** Markdown guidance shown beside the actions until an admin edits it. */
  playbook: string
}

type KindDefinition<Code extends string> = Omit<ExceptionKindEntry<Code>, 'actions'> & {
  actions: readonly (KindActionCode | KindAction)[]
}

/** Declares a kind of exception. */
export function defineKind<const Code extends string>({
  actions,
  ...kind
}: KindDefinition<Code>): ExceptionKindEntry<Code> {
  return {
    ...kind,
    actions: actions.map((action) => (typeof action === 'string' ? { code: action } : action)),
  }
}

export const MINUTE = 60
export const HOUR = 60 * MINUTE

/** Working minutes by severity, unless a kind sets its own. */
export const SLA = { critical: 60, high: 4 * 60, normal: 8 * 60, low: 24 * 60 } as const
