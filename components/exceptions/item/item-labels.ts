import { ACTION_SPECS, isActionCode } from '@/domain/exception/action-table'
import type { ExceptionEvent } from './item-data'

const text = (data: Record<string, unknown>, key: string): string | undefined => {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const said = (data: Record<string, unknown>): string => {
  const words = text(data, 'reason') ?? text(data, 'note') ?? text(data, 'message')
  return words ? `: ${words}` : ''
}

/** What each change was, without who made it. */
const SENTENCES: Record<string, (data: Record<string, unknown>) => string> = {
  'exception.opened': () => 'Opened',
  'exception.failed_again': () => 'Failed again',
  'exception.queued': () => 'Waits until the service is back',
  'exception.escalated': () => 'Out of retries: a person must look',
  'exception.closed': (data) =>
    `Closed${text(data, 'closedBy') ? `, ${text(data, 'closedBy')}` : ''}`,
  'exception.retried': (data) => `Tried again${said(data)}`,
  'exception.acted': (data) => {
    const action = text(data, 'action') ?? ''
    const past = isActionCode(action) ? ACTION_SPECS[action].past : action.replaceAll('_', ' ')
    return past.charAt(0).toUpperCase() + past.slice(1) + said(data)
  },
  'exception.taken': () => 'Took it',
  'exception.assigned': (data) =>
    text(data, 'assigneeName') ? `Gave it to ${text(data, 'assigneeName')}` : 'Assigned it',
  'exception.put_back': () => 'Put it back',
  'exception.waiting': (data) => `Set it aside${said(data)}`,
  'exception.woke': () => 'The wait is over',
  'exception.link_failed': (data) => `The payment link could not be made${said(data)}`,
  'exception.refund_approved': () => 'Approved the refund',
  'exception.refund_rejected': () => 'Rejected the refund',
  'exception.ignored': (data) => `Ignored it${said(data)}`,
  'exception.undone': () => 'Took the last change back',
  'exception.handed_to_engineers': (data) => `Handed it to the engineers${said(data)}`,
  'exception.handed_to_staff': (data) => `Handed it back to staff${said(data)}`,
}

/** An event of an exception's history as a sentence. */
export function eventSentence({ type, data }: ExceptionEvent): string {
  const wording = SENTENCES[type]
  if (wording) return wording(data)
  const name = type.replace('exception.', '').replaceAll('_', ' ')
  return name.charAt(0).toUpperCase() + name.slice(1) + said(data)
}
