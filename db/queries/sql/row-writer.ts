import { getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { type Bound, bindable, execute, executeTogether } from '@/db/statement'
import { columnsOf } from './columns-of'

/** JSON can name half of a character that takes two; Postgres has no place for one. */
const HALF_CHARACTER = '\\ud'

/**
 * Inserts of rows of one table for the pipeline's hot path, the counterpart of `wholeRows`. All
 * rows travel in one parameter as JSON, so that the statement is the same for one line and for a
 * hundred: composed by drizzle, each value is a parameter of its own and costs more than storing
 * it. A column that no row names takes its default; one that only some rows name is null in the
 * others. `rest` is what stands behind: on conflict, returning. Undefined for no rows.
 */
export function rowInsert<T extends PgTable>(table: T, rest: SQL = sql``) {
  const columns = columnsOf(table)
  const inserts = new Map<string, (values: { json: string }) => Bound>()
  const insertOf = (names: string) => {
    const known = inserts.get(names)
    if (known) return known
    const into = `"${getTableName(table)}"`
    const head = `insert into ${into} (${names}) select ${names} from json_populate_recordset(null::${into}, `
    const insert = bindable<{ json: string }>(
      ({ json }) => sql`${sql.raw(head)}${json}::json) ${rest}`,
    )
    inserts.set(names, insert)
    return insert
  }
  return (rows: readonly InferInsertModel<T>[]): Bound | undefined => {
    const given = rows as readonly Record<string, unknown>[]
    if (given.length === 0) return undefined
    const used = columns.filter(
      ({ key, column }) => column.defaultFn || given.some((row) => row[key] !== undefined),
    )
    const records = given.map((row) =>
      Object.fromEntries(
        used.map(({ key, name, column }) => [
          name,
          row[key] === undefined ? column.defaultFn?.() : row[key],
        ]),
      ),
    )
    const insert = insertOf(used.map(({ name }) => `"${name}"`).join(', '))
    return insert({ json: toJson(records) })
  }
}

/** A writer of rows of one table, made of `rowInsert`; returns what `rest` says to return. */
export function rowWriter<T extends PgTable>(table: T, rest?: SQL) {
  const insertOf = rowInsert(table, rest)
  return async (
    tx: Executor,
    rows: readonly InferInsertModel<T>[],
  ): Promise<Record<string, unknown>[]> => {
    const insert = insertOf(rows)
    return insert ? execute(tx, insert) : []
  }
}

/**
 * Executes several writes as one statement, which costs a fraction of one each. They may refer to
 * each other's rows: keys are checked when all are in. None may read what another writes, and none
 * may write a row twice. Returns what the last one returns.
 */
export async function writeTogether(
  tx: Executor,
  writes: readonly (Bound | undefined)[],
): Promise<Record<string, unknown>[]> {
  const all = writes.filter((write) => write !== undefined)
  const last = all.pop()
  if (!last) return []
  return executeTogether(
    tx,
    all.map((write, n) => [`w${n}`, write]),
    last,
  )
}

function toJson(records: readonly Record<string, unknown>[]): string {
  const json = JSON.stringify(records, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  if (!json.includes(HALF_CHARACTER)) return json
  return JSON.stringify(JSON.parse(json), (_, value) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
}
