import { type SQL, sql } from 'drizzle-orm'
import type { Drill, DrillFilter } from '@/domain/reports/report-drill'
import type { Executor } from '../../client'
import { DRILL_FACTS, type SetFacts } from './drill-sets'
import { conditions, type Where } from './read-topic'

/** A place in the list: the row's moment in milliseconds and its id. */
export type DrillCursor = { at: number; id: string }

/** A row behind a number, with what its set has of words, amounts and counts. */
export type DrillRow = {
  id: string
  at: Date
  orderId: string | null
  orderName: string | null
  storefrontId: string | null
  country: string
  currency: string
  shopCurrency: string
  gateway: string
  words: Record<string, string>
  amounts: Record<string, bigint>
  counts: Record<string, number>
}

/** What the rows come to, in each pair of currencies. */
export type DrillTotal = {
  currency: string
  shopCurrency: string
  n: number
  amounts: Record<string, bigint>
  counts: Record<string, number>
}

/** Some rows behind a number, newest first, and where the next ones start. */
export async function listDrillRows(
  tx: Executor,
  { set, filter }: Drill,
  { after, limit }: { after?: DrillCursor | undefined; limit: number },
): Promise<{ rows: DrillRow[]; next: DrillCursor | undefined }> {
  const facts = DRILL_FACTS[set]
  const shown = [...facts.dimensions, ...facts.words, ...facts.amounts, ...facts.counts]
  const from = after
    ? sql` and (t.at, t.row_id) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`
    : sql``
  const found: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select t.row_id, (extract(epoch from t.at) * 1000)::float8 as at, t.order_id, t.order_name,
      t.storefront_id, t.country, t.currency, t.shop_currency, t.gateway
      ${sql.raw(shown.map((name) => `, t.${name}::text as "${name}"`).join(''))}
    from ${sql.raw(facts.view)} t where true ${whereOf(facts, filter)} ${from}
    order by t.at desc, t.row_id desc limit ${limit + 1}`)
  const rows = [...found].map((row) => toRow(facts, row))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    next: last && { at: last.at.getTime(), id: last.id },
  }
}

/** How many rows there are behind a number, and what they come to. */
export async function sumDrillRows(tx: Executor, { set, filter }: Drill): Promise<DrillTotal[]> {
  const facts = DRILL_FACTS[set]
  const summed = [...facts.amounts, ...facts.counts]
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select t.currency, t.shop_currency, count(*)::float8 as n
      ${sql.raw(summed.map((name) => `, sum(t.${name})::text as "${name}"`).join(''))}
    from ${sql.raw(facts.view)} t where true ${whereOf(facts, filter)}
    group by 1, 2 order by 3 desc, 1, 2`)
  return [...rows].map((row) => ({
    currency: String(row.currency),
    shopCurrency: String(row.shop_currency),
    n: Number(row.n),
    ...numbersOf(facts, row),
  }))
}

function whereOf(facts: SetFacts, filter: DrillFilter): SQL {
  const { from, to, storefront, country, currency, gateway, where = {} } = filter
  const own = Object.entries(where).map(([name, value]) => [name, value.split('|')] as const)
  const wanted: Where = {
    ...Object.fromEntries(own),
    ...facts.fixed,
    ...(storefront && { storefront_id: storefront }),
    ...(country !== undefined && { country }),
    ...(currency && { currency }),
    ...(gateway !== undefined && { gateway }),
  }
  const known = { dimensions: [...facts.dimensions, ...Object.keys(facts.fixed)] }
  return sql.join([
    from ? sql` and t.at >= ${from}::timestamptz` : sql``,
    to ? sql` and t.at < ${to}::timestamptz` : sql``,
    conditions(known, wanted),
  ])
}

function toRow(facts: SetFacts, row: Record<string, unknown>): DrillRow {
  const text = (name: string) => String(row[name] ?? '')
  const id = (name: string) => (row[name] === null ? null : text(name))
  return {
    id: text('row_id'),
    at: new Date(Number(row.at)),
    orderId: id('order_id'),
    orderName: id('order_name'),
    storefrontId: id('storefront_id'),
    country: text('country'),
    currency: text('currency'),
    shopCurrency: text('shop_currency'),
    gateway: text('gateway'),
    words: Object.fromEntries(
      [...facts.dimensions, ...facts.words].map((name) => [name, text(name)]),
    ),
    ...numbersOf(facts, row),
  }
}

function numbersOf(facts: SetFacts, row: Record<string, unknown>) {
  return {
    amounts: Object.fromEntries(
      facts.amounts.map((name) => [name, BigInt(String(row[name] ?? 0))]),
    ),
    counts: Object.fromEntries(facts.counts.map((name) => [name, Number(row[name] ?? 0)])),
  }
}
