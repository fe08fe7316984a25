import { drizzle, type PostgresJsDatabase, type PostgresJsSession } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { withPreparedStatements } from './prepared'

/** The pool, or the transaction that a query runs in. */
export type Executor = Pick<
  PostgresJsDatabase<Record<string, never>>,
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | 'with'
  | '$count'
  | '_'
>

type Database = PostgresJsDatabase<Record<string, never>>
type Session = PostgresJsSession<postgres.Sql, Record<string, never>, Record<string, never>>
type Connection = { url: string; sql: postgres.Sql; db: Database; writeDb: Database }

// One pool per process, also across hot reloads of the development server.
const holder = globalThis as typeof globalThis & { aftercartDb?: Connection | undefined }

function connect(): Connection {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set: start the portal with `npm start`.')
  const existing = holder.aftercartDb
  if (existing?.url === url) return existing
  const sql = postgres(url, {
    max: Number(process.env.AFTERCART_POOL_SIZE ?? 10),
    idle_timeout: 30,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: process.env.AFTERCART_PROCESS ?? 'aftercart' },
  })
  const casing = 'snake_case'
  const writeDb = drizzle(withPreparedStatements(sql), { casing })
  const connection = { url, sql, db: drizzle(sql, { casing }), writeDb }
  holder.aftercartDb = connection
  return connection
}

/** The database of `DATABASE_URL`, through a pool shared by the whole process. */
export function getDb(): Database {
  return connect().db
}

/** The driver underneath, for COPY, LISTEN and statements that drizzle has no words for. */
export function getSql(): postgres.Sql {
  return connect().sql
}

/**
 * For a short statement that stands for itself and runs again and again: prepared once per
 * connection, and a transaction of its own without anybody saying so.
 */
export function oneStatement(): Executor {
  return connect().writeDb
}

/** What an executor sends its statements to: the pool, or the connection of its transaction. */
export function driverOf(tx: Executor): postgres.Sql {
  return (tx._.session as Session).client
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
  return connect().writeDb.transaction(work)
}

/** Closes the pool; the process may exit afterwards. */
export async function closeDb(): Promise<void> {
  const connection = holder.aftercartDb
  holder.aftercartDb = undefined
  await connection?.sql.end({ timeout: 5 })
}
