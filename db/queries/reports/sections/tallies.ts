import type { SumRow } from '../read-topic'

/** The number of rows and the sums of their amounts. */
export type Tally = { n: number; sums: Record<string, bigint> }

/** Tallies of rows with the same dimension values, by the index of their span. */
export type Group = { key: string; by: Record<string, string>; spans: Map<number, Tally> }

/** Whether a row with these dimension values is included. */
export type RowPredicate = (by: Record<string, string>) => boolean

/** Groups rows by the values of `names`. Without names there is at most one group. */
export function groupRows(
  rows: readonly SumRow[],
  names: readonly string[],
  isIncluded: RowPredicate = () => true,
): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    if (!isIncluded(row.by)) continue
    const key = names.map((name) => row.by[name] ?? '').join('~')
    let group = groups.get(key)
    if (!group) {
      const by = Object.fromEntries(names.map((name) => [name, row.by[name] ?? '']))
      group = { key, by, spans: new Map() }
      groups.set(key, group)
    }
    addRow(group.spans, row)
  }
  return [...groups.values()]
}

function addRow(spans: Map<number, Tally>, row: SumRow): void {
  const tally = spans.get(row.span)
  if (!tally) {
    spans.set(row.span, { n: row.n, sums: { ...row.sums } })
    return
  }
  tally.n += row.n
  for (const name of Object.keys(row.sums))
    tally.sums[name] = (tally.sums[name] ?? 0n) + (row.sums[name] ?? 0n)
}

const EMPTY_TALLY: Tally = { n: 0, sums: {} }

/** Returns the tally of a group in a span, or zeros. */
export function tallyAt(group: Group | undefined, span: number): Tally {
  return group?.spans.get(span) ?? EMPTY_TALLY
}

/** Returns a sum of a tally, or 0n. */
export function sumIn(tally: Pick<Tally, 'sums'>, name: string): bigint {
  return tally.sums[name] ?? 0n
}

/** Returns a function that reads the sum `name` of a tally as a count. */
export const countIn =
  (name: string) =>
  (tally: Tally): number =>
    Number(sumIn(tally, name))

/** Returns the currencies of the rows, the one with the most rows first. */
export function currenciesIn(rows: readonly SumRow[], name = 'shop_currency'): string[] {
  const counts = new Map<string, number>()
  for (const { by, n } of rows) {
    const currency = by[name]
    if (currency) counts.set(currency, (counts.get(currency) ?? 0) + n)
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'))
    .map(([code]) => code)
}

/** Adds groups up to one group per currency. */
export function mergeByCurrency(groups: readonly Group[]): Group[] {
  const rows = groups.flatMap(({ by, spans }) =>
    [...spans].map(([span, tally]): SumRow => ({ span, by, ...tally })),
  )
  const names = ['currency', 'shop_currency'].filter((name) => groups[0]?.by[name] !== undefined)
  return groupRows(rows, names)
}

/** Sorts groups by their value in the range, largest first, then by key. */
export function largestFirst(
  groups: readonly Group[],
  compute: (tally: Tally) => bigint | number,
): Group[] {
  return [...groups].sort((a, b) => {
    const difference = Number(compute(tallyAt(b, 0))) - Number(compute(tallyAt(a, 0)))
    return difference || a.key.localeCompare(b.key, 'en')
  })
}

/** Returns a part of a whole as a fraction, or null when the whole is zero. */
export function share(part: number | bigint, whole: number | bigint): number | null {
  return Number(whole) === 0 ? null : Number(part) / Number(whole)
}

/** Returns an amount divided by a count, to the nearest minor unit, or null for a count of zero. */
export function average(amount: bigint, n: number): bigint | null {
  if (n === 0) return null
  const count = BigInt(n)
  return amount >= 0n ? (amount + count / 2n) / count : -((-amount + count / 2n) / count)
}
