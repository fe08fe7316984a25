import { type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import type { GroupSort, InboxCursor, InboxFilter } from '@/domain/exception/inbox'
import { PAGE_SIZE } from '@/domain/order/order-views'
import { singleFlight } from '../sql/coalesce-reads'
import type { ExceptionRow } from './exceptions'
import { type InboxViewer, inboxWhere, stillOpen } from './inbox-conditions'
import { turnPage } from './inbox-list'

export type InboxGroupsInput = {
  filter: InboxFilter
  sort: GroupSort
  cursor?: { direction: 'after' | 'before'; at: InboxCursor } | undefined
  limit?: number | undefined
}

/** The open exceptions of one cause. `id` is the fingerprint. */
export type InboxGroup = {
  id: string
  sortedBy: number
  count: number
  /** How many of them are retried automatically. */
  retrying: number
  oldestAt: Date
  dueAt: Date | null
  /** The total amounts, the most frequent currency first. */
  amounts: { currency: string; minor: bigint }[]
  /** From the newest exception of the group. */
  kind: string
  step: string | null
  message: string
  severity: ExceptionRow['severity']
  stage: ExceptionRow['stage']
  nextAttemptAt: Date | null
}

type RawGroup = {
  id: string
  sorted_by: number
  count: number
  retrying: number
  oldest_ms: number
  due_ms: number | null
  amounts: { currency: string; minor: string }[] | null
  kind: string
  step: string | null
  message: string
  severity: InboxGroup['severity']
  stage: InboxGroup['stage']
  next_ms: number | null
}

const millis = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`

/** The sort key of each sort order, as a number. */
const KEYS: Record<GroupSort, { key: SQL; isDescending: boolean }> = {
  count: { key: sql`count::float8`, isDescending: true },
  oldest: { key: millis(sql`oldest_at`), isDescending: false },
  due: {
    key: millis(sql`coalesce(due_at, '9999-01-01 00:00:00+00'::timestamptz)`),
    isDescending: false,
  },
}

const sharedRead = singleFlight<Awaited<ReturnType<typeof readGroups>>>()

/** Returns one page of the groups that match a filter, with their counts and amounts. */
export async function listInboxGroups(input: InboxGroupsInput, viewer: InboxViewer) {
  // "Mine" is small and differs per person, so it is not shared.
  if (input.filter.tab === 'mine') return readGroups(input, viewer)
  return sharedRead(JSON.stringify(input), () => readGroups(input, viewer))
}

async function readGroups(input: InboxGroupsInput, viewer: InboxViewer) {
  const limit = input.limit ?? PAGE_SIZE
  const direction = input.cursor?.direction ?? 'after'
  const found = await getDb().execute<RawGroup>(statement(input, viewer, direction, limit + 1))
  const page = { limit, direction, hasCursor: input.cursor !== undefined }
  return turnPage(Array.from(found, toGroup), page)
}

function statement(
  { filter, sort, cursor }: InboxGroupsInput,
  viewer: InboxViewer,
  direction: 'after' | 'before',
  limit: number,
): SQL {
  const { key, isDescending: isDescendingSort } = KEYS[sort]
  const isDescending = isDescendingSort !== (direction === 'before')
  const order = isDescending ? sql`desc` : sql`asc`
  const from = cursor && beyond(key, cursor.at, isDescending)
  return sql`
    with by_currency as (
      select fingerprint, currency, count(*)::int as n, sum(amount_minor) as minor,
        min(opened_at) as oldest_at, min(due_at) as due_at,
        (count(*) filter (where status = 'retrying'))::int as retrying
      from ${exceptions} where ${inboxWhere(filter, viewer)}
      group by fingerprint, currency
    ), by_cause as (
      select fingerprint, sum(n)::int as count, sum(retrying)::int as retrying,
        min(oldest_at) as oldest_at, min(due_at) as due_at,
        json_agg(json_build_object('currency', currency, 'minor', minor::text) order by n desc)
          filter (where currency is not null) as amounts
      from by_currency group by fingerprint
    ), page as (
      select * from by_cause ${from ? sql`where ${from}` : sql``}
      order by ${key} ${order}, fingerprint ${order} limit ${limit}
    )
    select page.fingerprint as id, ${key} as sorted_by, count, retrying, amounts,
      ${millis(sql`oldest_at`)} as oldest_ms, ${millis(sql`page.due_at`)} as due_ms,
      newest.kind, newest.step, newest.message, newest.severity, newest.stage,
      ${millis(sql`newest.next_attempt_at`)} as next_ms
    from page cross join lateral (
      select kind, step, message, severity, stage, next_attempt_at from ${exceptions}
      where exceptions.fingerprint = page.fingerprint and ${stillOpen}
      order by opened_at desc limit 1
    ) newest
    order by ${key} ${order}, page.fingerprint ${order}`
}

function beyond(key: SQL, { at, id }: InboxCursor, isDescending: boolean): SQL {
  const position = sql`(${at}::float8, ${id}::text)`
  return isDescending
    ? sql`(${key}, fingerprint) < ${position}`
    : sql`(${key}, fingerprint) > ${position}`
}

const toDate = (ms: number | null) => (ms === null ? null : new Date(ms))

function toGroup(raw: RawGroup): InboxGroup {
  const { sorted_by, oldest_ms, due_ms, next_ms, amounts, ...group } = raw
  return {
    ...group,
    sortedBy: sorted_by,
    oldestAt: new Date(oldest_ms),
    dueAt: toDate(due_ms),
    nextAttemptAt: toDate(next_ms),
    amounts: (amounts ?? []).map(({ currency, minor }) => ({ currency, minor: BigInt(minor) })),
  }
}
