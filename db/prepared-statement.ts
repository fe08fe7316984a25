import { DrizzleQueryError, Placeholder, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { driverOf, type Executor } from './client'

/** A list is for `= any(...)` and `unnest(...)`. Values that become JSON are given as JSON text. */
type Value = string | number | bigint | boolean | Date | null | readonly (string | number | null)[]
export type StatementValues = Record<string, Value>

/** The placeholders of a statement's values, by name. */
export type Placeholders<V extends StatementValues> = { readonly [K in keyof V]: Placeholder }

type Composed = { id: number; template: SQL; text: string; parameters: unknown[] }

/** A prepared statement with its values, to execute alone or together with others. */
export type BoundStatement = { composed: Composed; parameters: string[] }

type Row = Record<string, unknown>

const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * Returns a function that executes a statement of the hot path. The SQL text is composed once, and
 * the server parses it once per connection; a call only sends the values. Rows and errors are those
 * of `tx.execute`. For everything else use the query builder: `docs/decisions.md` has the figures.
 *
 *     const lock = preparedStatement<{ id: string }>(({ id }) => sql`select from t where id = ${id} for update`)
 *     await lock(tx, { id })
 *
 * `withValues` binds the values without executing, for `executeTogether` and `executeWrites`.
 * `withParameters` binds text in the order of the placeholders, when there are hundreds of them.
 */
export function preparedStatement<V extends StatementValues, R = Row>(
  compose: (placeholders: Placeholders<V>) => SQL,
) {
  const { composed, withValues } = bindable(compose)
  const run = (tx: Executor, values: V): Promise<R[]> => executeBound<R>(tx, withValues(values))
  const withParameters = (parameters: (string | null)[]): BoundStatement => {
    return { composed, parameters: parameters as string[] }
  }
  return Object.assign(run, { withValues, withParameters })
}

/** Returns a prepared select. `toRow` maps the values of a row, in the order of its columns. */
export function preparedSelect<V extends StatementValues, R>(
  compose: (placeholders: Placeholders<V>) => SQL,
  toRow: (columns: readonly unknown[]) => R,
) {
  const { composed, withValues } = bindable(compose)
  return (tx: Executor, values: V): Promise<R[]> => {
    const { parameters } = withValues(values)
    return driverOf(tx)
      .unsafe(composed.text, parameters, PREPARE)
      .values()
      .then((rows) => rows.map(toRow), queryError(composed.text, parameters))
  }
}

function bindable<V extends StatementValues>(compose: (placeholders: Placeholders<V>) => SQL) {
  const placeholders = new Proxy({} as Placeholders<V>, {
    get: (_, name) => sql.placeholder(String(name)),
  })
  const composed = composeOnce(compose(placeholders))
  const withValues = (values: V): BoundStatement => {
    return { composed, parameters: bind(composed, values) }
  }
  return { composed, withValues }
}

export function executeBound<R = Row>(tx: Executor, bound: BoundStatement): Promise<R[]> {
  return send(tx, bound.composed.text, bound.parameters)
}

/** SQL texts by the statements they combine; the hot path has only a few combinations. */
const combinedTexts = new Map<string, string>()

/** Executes `last` after a `with` clause that holds the others under their names. */
export function executeTogether(
  tx: Executor,
  others: readonly (readonly [name: string, bound: BoundStatement])[],
  last: BoundStatement,
): Promise<Row[]> {
  if (others.length === 0) return executeBound(tx, last)
  const key = [...others.map(([name, { composed }]) => name + composed.id), last.composed.id].join()
  const text = combinedTexts.get(key) ?? combine(others, last)
  combinedTexts.set(key, text)
  const parameters = others.flatMap(([, bound]) => bound.parameters)
  return send(tx, text, [...parameters, ...last.parameters])
}

/**
 * Executes several writes as one statement, which costs a fraction of separate ones. They may refer
 * to each other's rows, since foreign keys are checked at the end of the statement. A write must not
 * read what another writes, and no row may be written twice. Returns the rows of the last write.
 */
export async function executeWrites(
  tx: Executor,
  writes: readonly (BoundStatement | undefined)[],
): Promise<Row[]> {
  const all = writes.filter((write) => write !== undefined)
  const last = all.pop()
  if (!last) return []
  return executeTogether(
    tx,
    all.map((write, n) => [`w${n}`, write]),
    last,
  )
}

function combine(others: Parameters<typeof executeTogether>[1], last: BoundStatement): string {
  const named = others.map(
    ([name, { composed }]) => sql`${sql.raw(name)} as (${composed.template})`,
  )
  return composeOnce(sql`with ${sql.join(named, sql`, `)} ${last.composed.template}`).text
}

let composedCount = 0

function composeOnce(template: SQL): Composed {
  const { sql: text, params: parameters } = dialect.sqlToQuery(template)
  return { id: composedCount++, template, text, parameters }
}

const PREPARE = { prepare: true }

function send<R>(tx: Executor, text: string, parameters: string[]): Promise<R[]> {
  return driverOf(tx)
    .unsafe<R[]>(text, parameters, PREPARE)
    .then(undefined, queryError(text, parameters))
}

/** @throws when a value is missing */
function bind({ parameters }: Composed, values: StatementValues): string[] {
  return parameters.map((parameter) => {
    if (!(parameter instanceof Placeholder)) return toDriver(parameter as Value)
    const value = values[parameter.name]
    if (value === undefined) throw new Error(`The statement's value ${parameter.name} is missing.`)
    return toDriver(value)
  })
}

/** Dates are serialized here because Drizzle disables postgres.js's own date serializer. */
function toDriver(value: Value): string {
  if (value instanceof Date) return value.toISOString()
  // The driver accepts more than its types allow: null and lists.
  return typeof value === 'bigint' ? value.toString() : (value as string)
}

const queryError = (text: string, parameters: unknown[]) => {
  return (cause: Error): never => {
    throw new DrizzleQueryError(text, parameters, cause)
  }
}
