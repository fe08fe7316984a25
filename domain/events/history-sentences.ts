import { EXCEPTION_ACTIONS, isActionCode } from '../exception/exception-actions'
import type { HistoryEvents } from './catalog'
import { sentenceCase, textIn, withPrefix } from './sentence-parts'
import type { StoredEvent } from './sentences'

type Remark = { reason?: unknown; note?: unknown; message?: unknown }

/** Returns `: text` with the reason, note or message of an event; '' without one. */
const remarkOf = (data: Remark) =>
  withPrefix(': ', textIn(data, 'reason') ?? textIn(data, 'note') ?? textIn(data, 'message'))

/** Returns what a staff member did: "Corrected the address: wrong house number". */
function actionSentence(data: Remark & { action?: unknown }): string {
  const action = textIn(data, 'action') ?? ''
  const past = isActionCode(action) ? EXCEPTION_ACTIONS[action].past : action.replaceAll('_', ' ')
  return sentenceCase(past) + remarkOf(data)
}

const assigned = (data: { assigneeName?: unknown }) =>
  `Assigned${withPrefix(' to ', textIn(data, 'assigneeName'))}`

/** The sentence of every event in an exception's history, without its actor. */
const HISTORY: {
  readonly [Name in keyof HistoryEvents]: (data: HistoryEvents[Name]) => string
} = {
  'exception.opened': () => 'Opened',
  'exception.failed_again': () => 'Failed again',
  'exception.queued': () => 'Waiting for the service to recover',
  'exception.escalated': () => 'Retries exhausted. Needs attention',
  'exception.closed': (data) => `Closed${withPrefix(': ', textIn(data, 'closedBy'))}`,
  'exception.retried': (data) => `Retried${remarkOf(data)}`,
  'exception.retried_with_order': (data) => `Retried${remarkOf(data)}`,
  'exception.action_taken': actionSentence,
  'exception.self_assigned': () => 'Self-assigned',
  'exception.assigned': assigned,
  'exception.auto_assigned': assigned,
  'exception.unassigned': () => 'Unassigned',
  'exception.snoozed': (data) => `Snoozed${remarkOf(data)}`,
  'exception.snooze_ended': () => 'Snooze ended',
  'exception.payment_link_failed': (data) => `Couldn't create the payment link${remarkOf(data)}`,
  'exception.refund_approved': () => 'Approved the refund',
  'exception.refund_rejected': () => 'Rejected the refund',
  'exception.ignored': (data) => `Ignored${remarkOf(data)}`,
  'exception.change_undone': () => 'Undid the last change',
  'exception.escalated_to_engineering': (data) => `Escalated to engineering${remarkOf(data)}`,
  'exception.returned_to_staff': (data) => `Returned to staff${remarkOf(data)}`,
}

const isHistoryEvent = (type: string): type is keyof HistoryEvents => Object.hasOwn(HISTORY, type)

/** Returns a history event as a sentence; for a type of a newer version, its name as words. */
export function historySentence({ type, data }: StoredEvent): string {
  if (isHistoryEvent(type)) return HISTORY[type](data)
  return sentenceCase(type.replace('exception.', '').replaceAll('_', ' ')) + remarkOf(data)
}
