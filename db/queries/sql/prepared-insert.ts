import { getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { type BoundStatement, executeBound, preparedStatement } from '@/db/prepared-statement'
import { columnsOf } from './columns-of'

/** The start of an escaped lone surrogate: JSON allows it, Postgres text does not. */
const SURROGATE_ESCAPE = '\\ud'

/**
 * Returns a prepared insert into one table for the hot path. All rows are one JSON parameter, so the
 * statement is the same for any number of rows; the query builder makes a parameter of each value,
 * which costs more than storing it. A column that no row sets gets its default; a column that only
 * some rows set is null in the others. `suffix` follows the select: on conflict, returning.
 *
 * `withRows` binds the rows without executing, for `executeWrites`; undefined for no rows.
 */
export function preparedInsert<T extends PgTable>(table: T, suffix: SQL = sql``) {
  const columns = columnsOf(table)
  const statements = new Map<string, (values: { json: string }) => BoundStatement>()
  const statementFor = (names: string) => {
    const known = statements.get(names)
    if (known) return known
    const into = `"${getTableName(table)}"`
    const head = `insert into ${into} (${names}) select ${names} from json_populate_recordset(null::${into}, `
    const { withValues } = preparedStatement<{ json: string }>(
      ({ json }) => sql`${sql.raw(head)}${json}::json) ${suffix}`,
    )
    statements.set(names, withValues)
    return withValues
  }
  const withRows = (rows: readonly InferInsertModel<T>[]): BoundStatement | undefined => {
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
    return statementFor(used.map(({ name }) => `"${name}"`).join(', '))({ json: toJson(records) })
  }
  const run = async (tx: Executor, rows: readonly InferInsertModel<T>[]) => {
    const insert = withRows(rows)
    return insert ? executeBound(tx, insert) : []
  }
  return Object.assign(run, { withRows })
}

/** Returns JSON in which lone surrogates are replaced by U+FFFD. */
function toJson(records: readonly Record<string, unknown>[]): string {
  const json = JSON.stringify(records, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  if (!json.includes(SURROGATE_ESCAPE)) return json
  return JSON.stringify(JSON.parse(json), (_, value) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
}
