import { DrizzleQueryError, Placeholder, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { driverOf, type Executor } from './client'

/** A list is for `= any(...)` and `unnest(...)`; what goes into JSON is given as its text. */
type Value = string | number | bigint | boolean | Date | null | readonly (string | number)[]
export type Values = Record<string, Value>

/** Where a statement's values will stand, by their names. */
export type Places<V extends Values> = { readonly [K in keyof V]: Placeholder }

type Composed = { text: string; parameters: unknown[] }

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
  const composed = composeOnce(compose)
  return (tx: Executor, values: V): Promise<Record<string, unknown>[]> => {
    const filled = fill(composed, values)
    return driverOf(tx)
      .unsafe<Record<string, unknown>[]>(composed.text, filled)
      .then(undefined, failure(composed, filled))
  }
}

/** A `statement` that selects: `toRow` makes each row of the values of its columns, in their order. */
export function selection<V extends Values, R>(
  compose: (places: Places<V>) => SQL,
  toRow: (columns: readonly unknown[]) => R,
) {
  const composed = composeOnce(compose)
  return (tx: Executor, values: V): Promise<R[]> => {
    const filled = fill(composed, values)
    return driverOf(tx)
      .unsafe(composed.text, filled)
      .values()
      .then((rows) => rows.map(toRow), failure(composed, filled))
  }
}

function composeOnce<V extends Values>(compose: (places: Places<V>) => SQL): Composed {
  const places = new Proxy({} as Places<V>, {
    get: (_, name) => sql.placeholder(String(name)),
  })
  const { sql: text, params: parameters } = dialect.sqlToQuery(compose(places))
  return { text, parameters }
}

/** @throws for a name that has no value */
function fill({ parameters }: Composed, values: Values) {
  return parameters.map((parameter) => {
    if (!(parameter instanceof Placeholder)) return toDriver(parameter as Value)
    const value = values[parameter.name]
    if (value === undefined) throw new Error(`The statement's value ${parameter.name} is missing.`)
    return toDriver(value)
  })
}

/** Moments as text, as drizzle's columns write them: it took the driver's own way from it. */
function toDriver(value: Value) {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'bigint' ? value.toString() : (value as string)
}

const failure = ({ text }: Composed, filled: unknown[]) => {
  return (cause: Error): never => {
    throw new DrizzleQueryError(text, filled, cause)
  }
}
