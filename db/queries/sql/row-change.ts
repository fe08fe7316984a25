import { getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { type Bound, bindable, execute, type Places, type Values } from '@/db/statement'
import { columnsOf } from './columns-of'

type Place = Places<{ key: string }>['key']

/**
 * Updates of one table's rows for the pipeline's hot path, whichever columns a change names: the
 * text is composed once for each set of them. `where` says which rows a key means; `always` is set
 * besides.
 */
export function rowChange<T extends PgTable>(
  table: T,
  where: (key: Place) => SQL,
  always: readonly SQL[] = [],
) {
  const columns = columnsOf(table)
  const updates = new Map<string, (values: Values) => Bound>()
  const compose = (used: typeof columns) =>
    bindable<Values & { key: string }>((places) => {
      const sets = used.map(
        ({ key, name }) => sql`${sql.identifier(name)} = ${places[placeOf(key)]}`,
      )
      const all = sql.join([...sets, ...always], sql`, `)
      return sql`update ${sql.identifier(getTableName(table))} set ${all} where ${where(places.key)}`
    }) as (values: Values) => Bound
  return async (tx: Executor, key: string, change: Partial<InferSelectModel<T>>): Promise<void> => {
    const given: Record<string, unknown> = change
    const used = columns.filter((column) => given[column.key] !== undefined)
    if (used.length + always.length === 0) return
    const names = used.map(({ name }) => name).join()
    const update = updates.get(names) ?? compose(used)
    updates.set(names, update)
    const values: Values = { key }
    for (const { key: field, column } of used) {
      const value = given[field]
      values[placeOf(field)] = value === null ? null : (column.mapToDriverValue(value) as string)
    }
    await execute(tx, update(values))
  }
}

/** A column may be called as the key is. */
const placeOf = (field: string) => `to ${field}`
