import type { inferRouterOutputs } from '@trpc/server'
import type { ExceptionBulkKind, OrderBulkKind } from '@/domain/bulk/bulk-jobs'
import { exceptionPath, orderPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'

export type BulkJob = inferRouterOutputs<AppRouter>['bulk']['recent'][number]

type Labels = {
  /** On a button: "Retry". */
  verb: string
  /** While it goes on, of many: "Retrying". */
  doing: string
}

export const BULK_LABELS: Record<ExceptionBulkKind | OrderBulkKind, Labels> = {
  'exceptions.retry': { verb: 'Retry', doing: 'Retrying' },
  'exceptions.assign': { verb: 'Assign', doing: 'Assigning' },
  'exceptions.ignore': { verb: 'Ignore', doing: 'Ignoring' },
  'exceptions.escalate': { verb: 'Escalate', doing: 'Escalating' },
  'orders.tag': { verb: 'Tag', doing: 'Tagging' },
  'orders.hold': { verb: 'Hold', doing: 'Holding' },
  'orders.release': { verb: 'Release', doing: 'Releasing' },
  'orders.resend_receipt': { verb: 'Resend receipt', doing: 'Resending receipts of' },
}

/** What a job does, in a word. */
export function jobDoing(kind: string): string {
  return Object.hasOwn(BULK_LABELS, kind)
    ? BULK_LABELS[kind as keyof typeof BULK_LABELS].doing
    : 'Working on'
}

/** The page of what a job of this kind acts on. */
export const subjectPath = (kind: string, subjectId: string) =>
  kind.startsWith('orders.') ? orderPath(subjectId) : exceptionPath(subjectId)

export const exceptionsOf = (count: number) => (count === 1 ? '1 exception' : `${count} exceptions`)

/** Seconds as a guess people understand. */
export function about(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(1, seconds)} s`
  return `about ${Math.round(seconds / 60)} min`
}
