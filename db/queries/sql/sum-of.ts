import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** The sum of an amount, in a column or computed, over the rows, in minor units; 0n over none. */
export function sumOf(column: AnyColumn | SQL): SQL<bigint> {
  return sql<bigint>`coalesce(sum(${column}), 0)`.mapWith((text: string) => BigInt(text))
}
