import { DrizzleQueryError, Placeholder, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { driverOf, type Executor } from './client'

/** A list is for `= any(...)` and `unnest(...)`; what goes into JSON is given as its text. */
type Value = string | number | bigint | boolean | Date | null | readonly (string | number)[]
export type Values = Record<string, Value>

/** Where a statement's values will stand, by their names. */
export type Places<V extends Values> = { readonly [K in keyof V]: Placeholder }

type Composed = { id: number; template: SQL; text: string; parameters: unknown[] }

/** A statement with its values, to be executed alone or together with others. */
export type Bound = { composed: Composed; filled: string[] }

const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * A statement of the pipeline's hot path. Its text is composed once, here; each call only hands the
 * values to the driver underneath `tx`: composing costs more than executing most of them. Rows and
 * errors are those of `tx.execute`.
 *
 *     const lock = statement<{ id: string }>(({ id }) => sql`select from t where id = ${id} for update`)
 *     await lock(tx, { id })
 */
export function statement<V extends Values>(compose: (places: Places<V>) => SQL) {
  const bind = bindable(compose)
  return (tx: Executor, values: V) => execute(tx, bind(values))
}

/** A `statement` that selects: `toRow` makes each row of the values of its columns, in their order. */
export function selection<V extends Values, R>(
  compose: (places: Places<V>) => SQL,
  toRow: (columns: readonly unknown[]) => R,
) {
  const bind = bindable(compose)
  return (tx: Executor, values: V): Promise<R[]> => {
    const { composed, filled } = bind(values)
    return driverOf(tx)
      .unsafe(composed.text, filled)
      .values()
      .then((rows) => rows.map(toRow), failure(composed.text, filled))
  }
}

/** A `statement` that takes its values before it is executed, by itself or together with others. */
export function bindable<V extends Values>(compose: (places: Places<V>) => SQL) {
  const places = new Proxy({} as Places<V>, {
    get: (_, name) => sql.placeholder(String(name)),
  })
  const composed = composeOnce(compose(places))
  return (values: V): Bound => ({ composed, filled: fill(composed, values) })
}

export function execute(tx: Executor, bound: Bound): Promise<Record<string, unknown>[]> {
  return send(tx, bound.composed.text, bound.filled)
}

/** Texts by the statements in them, of which there are few: each combination is composed once. */
const together = new Map<string, string>()

/** Executes `last` after a `with` of the others, each under the name that stands before it. */
export function executeTogether(
  tx: Executor,
  others: readonly (readonly [name: string, bound: Bound])[],
  last: Bound,
): Promise<Record<string, unknown>[]> {
  if (others.length === 0) return execute(tx, last)
  const key = [...others.map(([name, { composed }]) => name + composed.id), last.composed.id].join()
  const text = together.get(key) ?? composeTogether(others, last)
  together.set(key, text)
  const filled = others.flatMap(([, bound]) => bound.filled)
  return send(tx, text, [...filled, ...last.filled])
}

function composeTogether(others: Parameters<typeof executeTogether>[1], last: Bound): string {
  const named = others.map(
    ([name, { composed }]) => sql`${sql.raw(name)} as (${composed.template})`,
  )
  return composeOnce(sql`with ${sql.join(named, sql`, `)} ${last.composed.template}`).text
}

let composedSoFar = 0

function composeOnce(template: SQL): Composed {
  const { sql: text, params: parameters } = dialect.sqlToQuery(template)
  return { id: composedSoFar++, template, text, parameters }
}

function send(tx: Executor, text: string, filled: string[]): Promise<Record<string, unknown>[]> {
  return driverOf(tx)
    .unsafe<Record<string, unknown>[]>(text, filled)
    .then(undefined, failure(text, filled))
}

/** @throws for a name that has no value */
function fill({ parameters }: Composed, values: Values): string[] {
  return parameters.map((parameter) => {
    if (!(parameter instanceof Placeholder)) return toDriver(parameter as Value)
    const value = values[parameter.name]
    if (value === undefined) throw new Error(`The statement's value ${parameter.name} is missing.`)
    return toDriver(value)
  })
}

/** Moments as text, as drizzle's columns write them: it took the driver's own way from it. */
function toDriver(value: Value): string {
  if (value instanceof Date) return value.toISOString()
  // The driver takes what its own types have no room for, nothing and lists among them.
  return typeof value === 'bigint' ? value.toString() : (value as string)
}

const failure = (text: string, filled: unknown[]) => {
  return (cause: Error): never => {
    throw new DrizzleQueryError(text, filled, cause)
  }
}
