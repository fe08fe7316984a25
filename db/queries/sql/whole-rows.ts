import { getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { type Places, selection, type Values } from '@/db/statement'
import { columnsOf } from './columns-of'

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
  const { head, names, toRow } = shapeOf(table, without)
  return async (tx: Executor, rest: SQL) => {
    const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`${head} ${rest}`)
    return Array.from(rows, (raw) => toRow(names.map((name) => raw[name])))
  }
}

/**
 * Readers of whole rows whose `rest` is known beforehand too, so that nothing at all is composed at
 * a call: for what every order comes by. Takes the table, then for each reader its `rest`.
 */
export function preparedRows<T extends PgTable>(table: T) {
  const { head, toRow } = shapeOf(table, [])
  return <V extends Values>(rest: (places: Places<V>) => SQL) =>
    selection<V, InferSelectModel<T>>((places) => sql`${head} ${rest(places)}`, toRow)
}

function shapeOf<T extends PgTable, K extends keyof InferSelectModel<T>>(
  table: T,
  without: readonly K[],
) {
  const columns = columnsOf(table).filter(({ key }) => !without.some((other) => other === key))
  const names = columns.map(({ name }) => name)
  const list = names.map((name) => `"${name}"`).join(', ')
  const toRow = (values: readonly unknown[]) => {
    const row: Record<string, unknown> = {}
    columns.forEach(({ key, column }, n) => {
      const value = values[n] ?? null
      row[key] = value === null ? null : column.mapFromDriverValue(value)
    })
    return row as Omit<InferSelectModel<T>, K>
  }
  return { head: sql.raw(`select ${list} from "${getTableName(table)}"`), names, toRow }
}
