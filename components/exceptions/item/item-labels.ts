import { EXCEPTION_ACTIONS, isActionCode } from '@/domain/exception/exception-actions'
import type { ExceptionEvent } from './item-data'

const text = (data: Record<string, unknown>, key: string): string | undefined => {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Returns `: text` with the reason, note or message of an event; '' without one. */
const remark = (data: Record<string, unknown>): string => {
  const words = text(data, 'reason') ?? text(data, 'note') ?? text(data, 'message')
  return words ? `: ${words}` : ''
}

export const sentenceCase = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function assigned(data: Record<string, unknown>): string {
  const assigneeName = text(data, 'assigneeName')
  return assigneeName ? `Assigned to ${assigneeName}` : 'Assigned'
}

/** The sentence of each event type, without its actor. */
const SENTENCES: Record<string, (data: Record<string, unknown>) => string> = {
  'exception.opened': () => 'Opened',
  'exception.failed_again': () => 'Failed again',
  'exception.queued': () => 'Waiting for the service to recover',
  'exception.escalated': () => 'Retries exhausted. Needs attention',
  'exception.closed': (data) => {
    const closedBy = text(data, 'closedBy')
    return closedBy ? `Closed: ${closedBy}` : 'Closed'
  },
  'exception.retried': (data) => `Retried${remark(data)}`,
  'exception.retried_with_order': (data) => `Retried${remark(data)}`,
  'exception.action_taken': (data) => {
    const action = text(data, 'action') ?? ''
    const past = isActionCode(action) ? EXCEPTION_ACTIONS[action].past : action.replaceAll('_', ' ')
    return sentenceCase(past) + remark(data)
  },
  'exception.self_assigned': () => 'Self-assigned',
  'exception.assigned': assigned,
  'exception.auto_assigned': assigned,
  'exception.unassigned': () => 'Unassigned',
  'exception.snoozed': (data) => `Snoozed${remark(data)}`,
  'exception.snooze_ended': () => 'Snooze ended',
  'exception.payment_link_failed': (data) => `Couldn't create the payment link${remark(data)}`,
  'exception.refund_approved': () => 'Approved the refund',
  'exception.refund_rejected': () => 'Rejected the refund',
  'exception.ignored': (data) => `Ignored${remark(data)}`,
  'exception.change_undone': () => 'Undid the last change',
  'exception.escalated_to_engineering': (data) => `Escalated to engineering${remark(data)}`,
  'exception.returned_to_staff': (data) => `Returned to staff${remark(data)}`,
}

/** Returns an event of an exception's history as a sentence. */
export function eventSentence({ type, data }: ExceptionEvent): string {
  const sentence = SENTENCES[type]
  if (sentence) return sentence(data)
  const name = type.replace('exception.', '').replaceAll('_', ' ')
  return sentenceCase(name) + remark(data)
}
