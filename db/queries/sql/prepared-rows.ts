import { getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type Placeholders, preparedSelect, type StatementValues } from '@/db/prepared-statement'
import { columnsOf } from './columns-of'

/**
 * Returns a factory of prepared selects of whole rows of one table. `suffix` follows the table's
 * name: where, order by, for update. Columns in `without` are not read.
 *
 *     const linesOf = preparedRows(orderLines)<{ orderId: string }>(
 *       ({ orderId }) => sql`where order_id = ${orderId} order by position`)
 */
export function preparedRows<T extends PgTable, K extends keyof InferSelectModel<T> = never>(
  table: T,
  without: readonly K[] = [],
) {
  const columns = columnsOf(table).filter(({ key }) => !without.some((other) => other === key))
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const head = sql.raw(`select ${names} from "${getTableName(table)}"`)
  const toRow = (values: readonly unknown[]) => {
    const row: Record<string, unknown> = {}
    columns.forEach(({ key, column }, n) => {
      const value = values[n] ?? null
      row[key] = value === null ? null : column.mapFromDriverValue(value)
    })
    return row as Omit<InferSelectModel<T>, K>
  }
  return <V extends StatementValues>(suffix: (placeholders: Placeholders<V>) => SQL) =>
    preparedSelect<V, Omit<InferSelectModel<T>, K>>(
      (placeholders) => sql`${head} ${suffix(placeholders)}`,
      toRow,
    )
}
