import { type SQL, sql } from 'drizzle-orm'
import type { OrderId, StorefrontId } from '@/domain/ids'
import type { Drill, DrillFilter } from '@/domain/reports/report-drill'
import type { Executor } from '../../client'
import { conditions, type Where } from './conditions'
import { DRILL_FACTS, type SetFacts } from './drill-sets'

/** A position in the list: the time of a row in milliseconds, and its ID. */
export type DrillCursor = { at: number; id: string }

/** A row behind a number, with the texts, amounts and counts of its set by column. */
export type DrillRow = {
  id: string
  at: Date
  orderId: OrderId | null
  orderName: string | null
  storefrontId: StorefrontId | null
  country: string
  currency: string
  shopCurrency: string
  gateway: string
  texts: Record<string, string>
  amounts: Record<string, bigint>
  counts: Record<string, number>
}

/** Totals of the rows in one pair of currencies. */
export type DrillTotal = {
  currency: string
  shopCurrency: string
  n: number
  amounts: Record<string, bigint>
  counts: Record<string, number>
}

/** Lists one page of the rows behind a number, newest first, and the cursor of the next page. */
export async function listDrillRows(
  tx: Executor,
  { set, filter }: Drill,
  { after, limit }: { after?: DrillCursor | undefined; limit: number },
): Promise<{ rows: DrillRow[]; next: DrillCursor | undefined }> {
  const facts = DRILL_FACTS[set]
  const selected = [...facts.dimensions, ...facts.texts, ...facts.amounts, ...facts.counts]
  const from = after
    ? sql` and (t.at, t.row_id) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`
    : sql``
  const result: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select t.row_id, (extract(epoch from t.at) * 1000)::float8 as at, t.order_id, t.order_name,
      t.storefront_id, t.country, t.currency, t.shop_currency, t.gateway
      ${sql.raw(selected.map((name) => `, t.${name}::text as "${name}"`).join(''))}
    from ${sql.raw(facts.view)} t where true ${whereOf(facts, filter)} ${from}
    order by t.at desc, t.row_id desc limit ${limit + 1}`)
  const rows = [...result].map((row) => toRow(facts, row))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    next: last && { at: last.at.getTime(), id: last.id },
  }
}

/** Counts and sums all rows behind a number, per pair of currencies. */
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
  const setConditions = Object.entries(where).map(
    ([name, value]) => [name, value.split('|')] as const,
  )
  const all: Where = {
    ...Object.fromEntries(setConditions),
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
    conditions(known, all),
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
    texts: Object.fromEntries(
      [...facts.dimensions, ...facts.texts].map((name) => [name, text(name)]),
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
