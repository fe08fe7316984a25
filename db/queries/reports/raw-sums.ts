import { sql } from 'drizzle-orm'
import type { DrillSet } from '@/domain/reports/report-drill'
import { DRILL_FACTS } from './drill-sets'
import { filterOf, type Question, wholeSpans } from './pages/question'
import { conditions, type SumRow, type Where } from './read-topic'

/**
 * Sums rows of a set that are too few to keep sums of, over the range and its comparison.
 * @param limit at most so many groups, those with the most rows; without it all
 */
export async function readRowsBy(
  question: Question,
  asked: { set: DrillSet; by: readonly string[]; sums: readonly string[]; where: Where },
  limit?: number,
): Promise<SumRow[]> {
  const facts = DRILL_FACTS[asked.set]
  const { by, sums } = asked
  const known = { dimensions: [...facts.dimensions, ...Object.keys(facts.fixed)] }
  const where = conditions(known, { ...asked.where, ...facts.fixed, ...filterOf(question) })
  const read = wholeSpans(question).map(async ({ start, end }, span): Promise<SumRow[]> => {
    const rows: Iterable<Record<string, unknown>> = await question.tx.execute(sql`
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
  return (await Promise.all(read)).flat()
}
