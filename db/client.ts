import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

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
>

type Connection = { url: string; sql: postgres.Sql; db: PostgresJsDatabase<Record<string, never>> }

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
  const connection = { url, sql, db: drizzle(sql, { casing: 'snake_case' }) }
  holder.aftercartDb = connection
  return connection
}

/** The database of `DATABASE_URL`, through a pool shared by the whole process. */
export function getDb(): PostgresJsDatabase<Record<string, never>> {
  return connect().db
}

/** The driver underneath, for COPY, LISTEN and statements that drizzle has no words for. */
export function getSql(): postgres.Sql {
  return connect().sql
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
  return getDb().transaction(work)
}

/** Closes the pool; the process may exit afterwards. */
export async function closeDb(): Promise<void> {
  const connection = holder.aftercartDb
  holder.aftercartDb = undefined
  await connection?.sql.end({ timeout: 5 })
}
