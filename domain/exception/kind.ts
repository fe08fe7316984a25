import type { Permission } from '../staff/permissions'

export type ExceptionStage = 'auto' | 'staff' | 'engineer'
export type ExceptionSeverity = 'low' | 'normal' | 'high' | 'critical'

/** Something a person can do about it, and the permission it takes. */
export type ExceptionAction = { code: string; label: string; permission: Permission }

/**
 * Seconds to wait after the 1st, 2nd ... failure. `jitter` is the fraction by which a wait may
 * be longer, so that the orders of one outage do not come back in the same second.
 */
export type RetryPolicy = { delaysSeconds: readonly number[]; jitter: number }

/** All there is to know about a kind of exception. */
export type ExceptionKindEntry = {
  stage: ExceptionStage
  /** Null: repeating it unchanged is pointless. */
  retry: RetryPolicy | null
  severity: ExceptionSeverity
  /** Working minutes until it should be settled. */
  slaMinutes: number
  /** What happened, in one sentence of plain language. */
  title: string
  /** What it means and what to do about it. */
  explanation: string
  actions: readonly ExceptionAction[]
  /** What settles it without anybody doing anything here. */
  closedBy: string
}

export const MINUTE = 60
export const HOUR = 60 * MINUTE

/** Working minutes by severity, where a kind has no reason to differ. */
export const SLA = { critical: 60, high: 4 * 60, normal: 8 * 60, low: 24 * 60 } as const

/** An action that everybody who works on orders may take. */
export const forStaff = (code: string, label: string): ExceptionAction => ({
  code,
  label,
  permission: 'orders.act',
})

/** An action that decides against the numbers or the outside world: a lead answers for it. */
export const forLead = (code: string, label: string): ExceptionAction => ({
  code,
  label,
  permission: 'exceptions.override',
})

/** An action that gives money back or sends goods again. */
export const forRefunds = (code: string, label: string): ExceptionAction => ({
  code,
  label,
  permission: 'refunds.issue',
})

/** An action that takes an engineer's eyes. */
export const forEngineer = (code: string, label: string): ExceptionAction => ({
  code,
  label,
  permission: 'exceptions.engineer',
})

export const ESCALATE = forStaff('escalate', 'Escalate to engineering')
export const CANCEL_ORDER = forStaff('cancel_order', 'Cancel the order')
