import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../db/migrate'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres'

/** Starts one throw-away Postgres for the whole run and migrates the template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-test-'))
  const server = await startEmbeddedPostgres({
    folder,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  })
  const base = server.url.slice(0, server.url.lastIndexOf('/'))
  const sql = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} })
  await sql`create database template_aftercart`
  await sql.end({ timeout: 1 })
  await migrateDatabase(`${base}/template_aftercart`)
  project.provide('postgresServer', base)
  project.provide('postgresTemplate', 'template_aftercart')
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
