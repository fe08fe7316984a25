import { getTableColumns, getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '../client'

/** JSON can name half of a character that takes two; Postgres has no place for one. */
const HALF_CHARACTER = '\\ud'

/**
 * A writer of rows of one table for the pipeline's hot path, the counterpart of `wholeRows`. All
 * rows travel in one parameter as JSON, so that the statement is the same for one line and for a
 * hundred: composed by drizzle, each value is a parameter of its own and costs more than storing
 * it. A column that no row names takes its default; one that only some rows name is null in the
 * others. `rest` is what stands behind: on conflict, returning.
 */
export function rowWriter<T extends PgTable>(table: T) {
  type Row = InferInsertModel<T>
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: `"${toSnakeCase(column.name)}"`,
    makeDefault: column.defaultFn,
  }))
  const into = `"${getTableName(table)}"`
  const heads = new Map<string, SQL>()
  const headOf = (names: string) => {
    const known = heads.get(names)
    if (known) return known
    const head = sql.raw(
      `insert into ${into} (${names}) select ${names} from json_populate_recordset(null::${into}, `,
    )
    heads.set(names, head)
    return head
  }
  return async (
    tx: Executor,
    rows: readonly Row[],
    rest: SQL = sql``,
  ): Promise<Record<string, unknown>[]> => {
    const given = rows as readonly Record<string, unknown>[]
    if (given.length === 0) return []
    const used = columns.filter(
      ({ key, makeDefault }) => makeDefault || given.some((row) => row[key] !== undefined),
    )
    const records = given.map((row) =>
      Object.fromEntries(
        used.map(({ key, name, makeDefault }) => [
          name.slice(1, -1),
          row[key] === undefined ? makeDefault?.() : row[key],
        ]),
      ),
    )
    const head = headOf(used.map(({ name }) => name).join(', '))
    const answer: Iterable<Record<string, unknown>> = await tx.execute(
      sql`${head}${toJson(records)}::json) ${rest}`,
    )
    return Array.from(answer)
  }
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
