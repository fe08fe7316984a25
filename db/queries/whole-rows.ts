import { getTableColumns, getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '../client'

/**
 * A reader of whole rows of one table for the pipeline's hot path. Its list of columns is written
 * once, not at each call: drizzle spends more on composing a wide select than Postgres on
 * answering it. `rest` is what stands after the table's name: where, order by, for update.
 * Columns in `without` are not read.
 */
export function wholeRows<T extends PgTable, K extends keyof InferSelectModel<T> = never>(
  table: T,
  without: readonly K[] = [],
) {
  type Row = Omit<InferSelectModel<T>, K>
  const columns = Object.entries(getTableColumns(table))
    .filter(([key]) => !(without as readonly string[]).includes(key))
    .map(([key, column]) => ({ key, column, name: toSnakeCase(column.name) }))
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const head = sql.raw(`select ${names} from "${getTableName(table)}"`)
  const toRow = (raw: Record<string, unknown>): Row =>
    Object.fromEntries(
      columns.map(({ key, name, column }) => {
        const value = raw[name] ?? null
        return [key, value === null ? null : column.mapFromDriverValue(value)]
      }),
    ) as Row
  return async (tx: Executor, rest: SQL): Promise<Row[]> => {
    const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`${head} ${rest}`)
    return Array.from(rows, toRow)
  }
}
