import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** Returns the SQL sum of a column or expression, in minor units; 0n without rows. */
export function sumOf(column: AnyColumn | SQL): SQL<bigint> {
  return sql<bigint>`coalesce(sum(${column}), 0)`.mapWith((text: string) => BigInt(text))
}
