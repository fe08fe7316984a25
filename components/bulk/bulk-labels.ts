import type { inferRouterOutputs } from '@trpc/server'
import type { ExceptionBulkAction, OrderBulkAction } from '@/domain/bulk/bulk-jobs'
import { exceptionPath, orderPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'

export type BulkJob = inferRouterOutputs<AppRouter>['bulk']['recent'][number]

type Labels = {
  /** The button label: "Retry". */
  verb: string
  /** The progress label, followed by a count: "Retrying". */
  progress: string
}

export const BULK_LABELS: Record<ExceptionBulkAction | OrderBulkAction, Labels> = {
  'exceptions.retry': { verb: 'Retry', progress: 'Retrying' },
  'exceptions.assign': { verb: 'Assign', progress: 'Assigning' },
  'exceptions.ignore': { verb: 'Ignore', progress: 'Ignoring' },
  'exceptions.escalate': { verb: 'Escalate', progress: 'Escalating' },
  'orders.tag': { verb: 'Tag', progress: 'Tagging' },
  'orders.hold': { verb: 'Hold', progress: 'Holding' },
  'orders.release': { verb: 'Release', progress: 'Releasing' },
  'orders.resend_receipt': { verb: 'Resend receipt', progress: 'Resending receipts for' },
}

/** Returns the title of a job: "Tagging 2 orders". */
export function jobTitle({ kind, total }: Pick<BulkJob, 'kind' | 'total'>): string {
  const progress = Object.hasOwn(BULK_LABELS, kind)
    ? BULK_LABELS[kind as keyof typeof BULK_LABELS].progress
    : 'Processing'
  return `${progress} ${isOrderJob(kind) ? countOrders(total) : countExceptions(total)}`
}

export const isOrderJob = (kind: string) => kind.startsWith('orders.')

/** Returns the page of a job's subject: an order or an exception. */
export const subjectPath = (kind: string, subjectId: string) =>
  isOrderJob(kind) ? orderPath(subjectId) : exceptionPath(subjectId)

const countOrders = (count: number) => (count === 1 ? '1 order' : `${count} orders`)

export const countExceptions = (count: number) =>
  count === 1 ? '1 exception' : `${count} exceptions`

/** Returns an estimated duration for display: "about 5 min". */
export function approximateDuration(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(1, seconds)} s`
  return `about ${Math.round(seconds / 60)} min`
}
