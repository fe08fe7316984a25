import { sql } from 'drizzle-orm'
import type { DrillSet } from '@/domain/reports/report-drill'
import { conditions, type Where } from './conditions'
import { DRILL_FACTS } from './drill-sets'
import type { SumRow } from './read-topic'
import { filterConditions, type ReportContext, wholeSpans } from './sections/report-context'

/**
 * Sums the rows of a set that has too few rows to need a rollup, over the range and its comparison.
 * @param limit returns only this many groups, those with the most rows
 */
export async function sumRowsBy(
  context: ReportContext,
  query: { set: DrillSet; by: readonly string[]; sums: readonly string[]; where: Where },
  limit?: number,
): Promise<SumRow[]> {
  const facts = DRILL_FACTS[query.set]
  const { by, sums } = query
  const known = { dimensions: [...facts.dimensions, ...Object.keys(facts.fixed)] }
  const where = conditions(known, { ...query.where, ...facts.fixed, ...filterConditions(context) })
  const reads = wholeSpans(context).map(async ({ start, end }, span): Promise<SumRow[]> => {
    const rows: Iterable<Record<string, unknown>> = await context.tx.execute(sql`
      select ${sql.raw([...by.map((name) => `t.${name}::text as "${name}"`), ''].join(', '))}
        count(*)::float8 as n
        ${sql.raw(sums.map((name) => `, sum(t.${name})::text as "${name}"`).join(''))}
      from ${sql.raw(facts.view)} t
      where t.at >= ${start.toISOString()}::timestamptz and t.at < ${end.toISOString()}::timestamptz
        ${where}
      ${by.length > 0 ? sql.raw(`group by ${by.map((name) => `t.${name}`).join(', ')}`) : sql``}
      ${limit === undefined ? sql`` : sql`order by n desc limit ${limit}`}`)
    return [...rows].map((row) => ({
      span,
      by: Object.fromEntries(by.map((name) => [name, String(row[name] ?? '')])),
      n: Number(row.n),
      sums: Object.fromEntries(sums.map((name) => [name, BigInt(String(row[name] ?? 0))])),
    }))
  })
  return (await Promise.all(reads)).flat()
}
