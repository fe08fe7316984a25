import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'

type State = Pick<
  ExceptionRow,
  'status' | 'stage' | 'closedBy' | 'waitUntil' | 'waitReason' | 'ignoredUntil'
> & { assigneeName?: string | undefined }

/** How an exception stands, as a sentence that begins with "it". */
export function describeTriageState(state: State): string {
  const { status, stage, assigneeName, closedBy, waitUntil, waitReason, ignoredUntil } = state
  const where = stage === 'engineer' ? ' with the engineers' : ''
  switch (status) {
    case 'resolved':
      return `it is settled already: ${closedBy ?? 'its cause is gone'}.`
    case 'ignored':
      return `it is ignored ${ignoredUntil ? `until ${day(ignoredUntil)}` : 'for good'}: ${closedBy ?? ''}.`
    case 'waiting':
      return `it waits${waitUntil ? ` until ${day(waitUntil)}` : ''}: ${waitReason ?? ''}.`
    case 'retrying':
      return `it is being retried by itself${assigneeName ? ` and ${assigneeName} has it` : ''}.`
    case 'in_progress':
      return `${assigneeName ?? 'somebody'} works on it${where}.`
    case 'open':
      return `it is open and nobody has it${where}.`
  }
}

const day = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')
