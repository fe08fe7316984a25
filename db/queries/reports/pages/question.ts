import type { Executor } from '@/db/client'
import type { SnapshotReader } from '@/db/parallel-snapshot'
import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { ReportInput } from '@/domain/reports/report-input'
import type { Cell, CellValue, ReportSpan } from '@/domain/reports/report-model'
import type { ReportRange } from '@/domain/reports/report-range'
import {
  type DirtyBuckets,
  readSums,
  type SumQuestion,
  type SumRow,
  type Where,
} from '../read-topic'

/** What a page reads with: its snapshot, what was asked, and the instants that this means. */
export type Question = {
  tx: Executor
  /** Of reads that are asked for together, two run at a time. */
  lane: SnapshotReader
  input: ReportInput
  range: ReportRange
  now: Date
  /** What is out of date in this snapshot. */
  dirty: DirtyBuckets
}

export type Tally = { n: number; sums: Record<string, bigint> }

/** Sums of the same things, by the span that they are of. */
export type Group = { key: string; by: Record<string, string>; spans: Map<number, Tally> }

/** The filters that a page was asked with, as conditions on a topic. */
export function filterOf({ input }: Question): Where {
  const { storefront, country, currency, gateway } = input
  return {
    ...(storefront && { storefront_id: storefront }),
    ...(country && { country }),
    ...(currency && { currency }),
    ...(gateway && { gateway }),
  }
}

/** The range as one span, and the comparison so far as another. */
export function wholeSpans({ range }: Question): ReportSpan[] {
  const { start, end, compare } = range
  return [{ start, end }, ...(compare ? [{ start: compare.start, end: compare.until }] : [])]
}

/** The points of the range, and behind them those of the comparison so far. */
export function pointSpans({ range }: Question): ReportSpan[] {
  const { points, compare } = range
  return [...points, ...(compare?.points ?? []).map((point) => cut(point, compare?.until))]
}

function cut({ start, end }: ReportSpan, until: Date | undefined): ReportSpan {
  if (!until || end <= until) return { start, end }
  return { start, end: start > until ? start : until }
}

/** Reads sums with the page's own filters on top of `where`. */
export function read(question: Question, asked: SumQuestion): Promise<SumRow[]> {
  const where = { ...asked.where, ...filterOf(question) }
  return readUnfiltered(question, { ...asked, where })
}

/** Reads sums with no other conditions than its own. */
export function readUnfiltered(question: Question, asked: SumQuestion): Promise<SumRow[]> {
  return question.lane((tx) => readSums(tx, asked, question.dirty))
}

/** Adds rows up that have the same values of `names`; without any there is one group at most. */
export function groupRows(
  rows: readonly SumRow[],
  names: readonly string[],
  isMeant: (by: Record<string, string>) => boolean = () => true,
): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    if (!isMeant(row.by)) continue
    const key = names.map((name) => row.by[name] ?? '').join('~')
    let group = groups.get(key)
    if (!group) {
      const by = Object.fromEntries(names.map((name) => [name, row.by[name] ?? '']))
      group = { key, by, spans: new Map() }
      groups.set(key, group)
    }
    add(group.spans, row)
  }
  return [...groups.values()]
}

function add(spans: Map<number, Tally>, row: SumRow): void {
  const tally = spans.get(row.span)
  if (!tally) {
    spans.set(row.span, { n: row.n, sums: { ...row.sums } })
    return
  }
  tally.n += row.n
  for (const name of Object.keys(row.sums))
    tally.sums[name] = (tally.sums[name] ?? 0n) + (row.sums[name] ?? 0n)
}

const NOTHING: Tally = { n: 0, sums: {} }

/** The sums of a group in a span; zeros where it has none. */
export function tallyAt(group: Group | undefined, span: number): Tally {
  return group?.spans.get(span) ?? NOTHING
}

/** A sum of a tally; 0n where there is none. */
export function sumIn(tally: Tally, name: string): bigint {
  return tally.sums[name] ?? 0n
}

/** A value of the whole range with that of the comparison. */
export function wholeCell(
  { range }: Question,
  group: Group | undefined,
  take: (tally: Tally) => CellValue,
  drill?: Drill,
): Cell {
  return {
    value: take(tallyAt(group, 0)),
    ...(range.compare && { compare: take(tallyAt(group, 1)) }),
    ...(drill && { drill }),
  }
}

/** A value of the i-th point; null while the point lies ahead. */
export function pointCell(
  { range }: Question,
  i: number,
  group: Group | undefined,
  take: (tally: Tally) => CellValue,
): Cell {
  const { points, compare, until } = range
  const isAhead = (points[i]?.start ?? until) > until
  const other = compare?.points[i]
  const isCompared = other && other.start < other.end && other.start <= compare.until
  return {
    value: isAhead ? null : take(tallyAt(group, i)),
    ...(compare && { compare: isCompared ? take(tallyAt(group, points.length + i)) : null }),
  }
}

/** The rows behind a number of this page: its filters, the span, and what `where` adds to them. */
export function drillInto(
  { input, range }: Question,
  set: DrillSet,
  where: Record<string, string> = {},
  span: ReportSpan = range,
): Drill {
  const { storefront_id: store, country, currency, gateway, shop_currency, ...own } = where
  const storefront = store || input.storefront
  // Messages and steps are counted whatever their order is in and where it goes.
  const asked = set === 'webhooks' || set === 'steps' ? undefined : input
  return {
    set,
    filter: {
      from: span.start.toISOString(),
      to: span.end.toISOString(),
      ...(storefront && { storefront }),
      ...oneOf('country', country ?? asked?.country),
      ...oneOf('currency', currency ?? asked?.currency),
      ...oneOf('gateway', gateway ?? asked?.gateway),
      ...(Object.keys(own).length > 0 || shop_currency
        ? { where: { ...own, ...(shop_currency && { shop_currency }) } }
        : {}),
    },
  }
}

const oneOf = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [name]: value }

/** A part of a whole as a fraction; null of nothing. */
export function share(part: number | bigint, whole: number | bigint): number | null {
  return Number(whole) === 0 ? null : Number(part) / Number(whole)
}

/** An amount divided by a count, to the nearest minor unit; null where there is nothing to count. */
export function average(amount: bigint, n: number): bigint | null {
  if (n === 0) return null
  const count = BigInt(n)
  return amount >= 0n ? (amount + count / 2n) / count : -((-amount + count / 2n) / count)
}
