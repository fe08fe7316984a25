import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { closeDb } from './client'

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
