import { getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { type Placeholders, preparedStatement, type StatementValues } from '@/db/prepared-statement'
import { columnsOf } from './columns-of'

type Key = { key: string }

/**
 * Returns a prepared update of one table's rows for the hot path. A call may set any columns: the
 * SQL is composed once per set of columns. `where` selects the rows of a key; `always` are
 * assignments that every update adds.
 */
export function preparedUpdate<T extends PgTable>(
  table: T,
  where: (key: Placeholders<Key>['key']) => SQL,
  always: readonly SQL[] = [],
) {
  const columns = columnsOf(table)
  const compose = (used: typeof columns) =>
    preparedStatement<StatementValues & Key>((placeholders) => {
      const assignments = used.map(
        ({ key, name }) => sql`${sql.identifier(name)} = ${placeholders[valueName(key)]}`,
      )
      const all = sql.join([...assignments, ...always], sql`, `)
      return sql`update ${sql.identifier(getTableName(table))} set ${all} where ${where(placeholders.key)}`
    })
  const updates = new Map<string, ReturnType<typeof compose>>()
  return async (tx: Executor, key: string, change: Partial<InferSelectModel<T>>): Promise<void> => {
    const given: Record<string, unknown> = change
    const used = columns.filter((column) => given[column.key] !== undefined)
    if (used.length + always.length === 0) return
    const names = used.map(({ name }) => name).join()
    const update = updates.get(names) ?? compose(used)
    updates.set(names, update)
    const values: StatementValues & Key = { key }
    for (const { key: field, column } of used) {
      const value = given[field]
      values[valueName(field)] = value === null ? null : (column.mapToDriverValue(value) as string)
    }
    await update(tx, values)
  }
}

/** A column may itself be named `key`. */
const valueName = (field: string) => `to ${field}`
