import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { closeDb } from '@/db/client'
import { shiftDatabase } from './shifted-clock'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's URL without a database name, and the migrated template database. */
    postgresServer: string
    postgresTemplate: string
  }
}

/**
 * Creates a database for a test file, cloned from the migrated template, and sets `DATABASE_URL`.
 * Call once at the top of the file.
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
 * Deletes all rows of these tables and the tables that refer to them, like `truncate ... cascade`
 * but faster for few rows, because it creates no new files per table and index.
 */
export async function emptyTables(sql: postgres.Sql, ...tables: string[]): Promise<void> {
  const key = tables.join()
  const all = reached.get(key) ?? (await listDependentTables(sql, tables))
  reached.set(key, all)
  // Triggers are off: some forbid deletes, and one updates the order counters.
  const counts = all.includes('orders') ? ['order_counts', 'order_count_changes'] : []
  const deletes = [...all, ...counts].map((table) => `delete from ${table}`)
  await sql.unsafe(['set local session_replication_role = replica', ...deletes].join('; '))
}

async function listDependentTables(sql: postgres.Sql, tables: string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    with recursive reached as (
      select unnest(${tables}::text[])::regclass::oid as id
      union
      select conrelid from pg_constraint join reached on confrelid = id where contype = 'f'
    )
    select id::regclass::text as name from reached`
  return rows.map(({ name }) => name)
}
