import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { closeDb } from '@/db/client'
import { shiftDatabase } from './shifted-clock'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's URL without a database, and the migrated database to clone from. */
    postgresServer: string
    postgresTemplate: string
  }
}

/**
 * Gives a test file a database of its own, cloned from the migrated template, and points
 * `DATABASE_URL` at it. Call once at the top of the file.
 */
export async function openTestDatabase(): Promise<{ url: string; sql: postgres.Sql }> {
  const server = inject('postgresServer')
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${inject('postgresTemplate')}`)
  await shiftDatabase(admin, name)
  const url = `${server}/${name}`
  process.env.DATABASE_URL = url
  const sql = postgres(url, { max: 4, onnotice: () => {} })
  afterAll(async () => {
    await closeDb()
    await sql.end({ timeout: 1 })
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end({ timeout: 1 })
  })
  return { url, sql }
}

const reached = new Map<string, string[]>()

/**
 * Takes every row out of these tables and of all that hang on them, as `truncate ... cascade` does,
 * without the new files of each table and index that it makes: what a test leaves is a few rows.
 */
export async function emptyTables(sql: postgres.Sql, ...tables: string[]): Promise<void> {
  const key = tables.join()
  const all = reached.get(key) ?? (await hangingOn(sql, tables))
  reached.set(key, all)
  // Its triggers keep rows that nobody may delete, and one of a truncate takes back the counts.
  const counts = all.includes('orders') ? ['order_counts', 'order_count_changes'] : []
  const deletes = [...all, ...counts].map((table) => `delete from ${table}`)
  await sql.unsafe(['set local session_replication_role = replica', ...deletes].join('; '))
}

async function hangingOn(sql: postgres.Sql, tables: string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    with recursive reached as (
      select unnest(${tables}::text[])::regclass::oid as id
      union
      select conrelid from pg_constraint join reached on confrelid = id where contype = 'f'
    )
    select id::regclass::text as name from reached`
  return rows.map(({ name }) => name)
}
