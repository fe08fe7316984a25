import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'

type State = Pick<
  ExceptionRow,
  'status' | 'stage' | 'closedBy' | 'waitUntil' | 'waitReason' | 'ignoredUntil'
> & { assigneeName?: string | undefined }

/** Returns the state of an exception as a predicate: "is open and unassigned." */
export function describeTriageState(state: State): string {
  const { status, stage, assigneeName, closedBy, waitUntil, waitReason, ignoredUntil } = state
  const where = stage === 'engineer' ? ' in engineering' : ''
  switch (status) {
    case 'resolved':
      return `is already resolved: ${closedBy ?? 'the cause is fixed'}.`
    case 'ignored':
      return `is ignored ${ignoredUntil ? `until ${formatUtc(ignoredUntil)}` : 'permanently'}: ${closedBy ?? ''}.`
    case 'waiting':
      return `is waiting${waitUntil ? ` until ${formatUtc(waitUntil)}` : ''}: ${waitReason ?? ''}.`
    case 'retrying':
      return `is being retried automatically${assigneeName ? ` and is assigned to ${assigneeName}` : ''}.`
    case 'in_progress':
      return `is assigned to ${assigneeName ?? 'another user'}${where}.`
    case 'open':
      return `is open and unassigned${where}.`
  }
}

const formatUtc = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')
