import { drizzle, type PostgresJsDatabase, type PostgresJsSession } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { preparingDriver } from './preparing-driver'

/** Executes queries: the pool or a transaction. */
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
  const writeDb = drizzle(preparingDriver(sql), { casing })
  const connection = { url, sql, db: drizzle(sql, { casing }), writeDb }
  holder.aftercartDb = connection
  return connection
}

/** Returns the database at `DATABASE_URL`, with one pool for the whole process. */
export function getDb(): Database {
  return connect().db
}

/** Returns the driver of an executor: the pool, or the connection of its transaction. */
export function driverOf(tx: Executor): postgres.Sql {
  return (tx._.session as Session).client
}

/** Runs `work` in one transaction, which commits when it resolves and rolls back when it rejects. */
export function transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
  return connect().writeDb.transaction(work)
}

/** Closes the pool; the process may exit afterwards. */
export async function closeDb(): Promise<void> {
  const connection = holder.aftercartDb
  holder.aftercartDb = undefined
  await connection?.sql.end({ timeout: 5 })
}
