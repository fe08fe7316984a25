import type { inferRouterOutputs } from '@trpc/server'
import type { ExceptionBulkKind } from '@/server/domain/bulk'
import type { AppRouter } from '@/server/trpc/router'

export type BulkJob = inferRouterOutputs<AppRouter>['bulk']['recent'][number]

type Words = {
  /** On a button: "Retry". */
  verb: string
  /** While it goes on, of many: "Retrying". */
  doing: string
}

export const BULK_WORDS: Record<ExceptionBulkKind, Words> = {
  'exceptions.retry': { verb: 'Retry', doing: 'Retrying' },
  'exceptions.assign': { verb: 'Assign', doing: 'Assigning' },
  'exceptions.ignore': { verb: 'Ignore', doing: 'Ignoring' },
  'exceptions.escalate': { verb: 'Escalate', doing: 'Escalating' },
}

/** What a job does, in a word. */
export function jobDoing(kind: string): string {
  return Object.hasOwn(BULK_WORDS, kind)
    ? BULK_WORDS[kind as ExceptionBulkKind].doing
    : 'Working on'
}

export const exceptionsOf = (count: number) => (count === 1 ? '1 exception' : `${count} exceptions`)

/** Seconds as a guess people understand. */
export function about(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(1, seconds)} s`
  return `about ${Math.round(seconds / 60)} min`
}
