import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../db/migrate'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres'
import { installShiftedNow, SHIFTED_SEARCH_PATH } from './shifted-clock'

/** Starts one throw-away Postgres for the whole run and migrates the template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Called for the root and for each project; the projects inherit what the root provides.
  if (!project.isRootProject()) return async () => {}
  const isShifted = project.vitest.projects.some(({ config }) => config.env.AFTERCART_CLOCK_START)
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-test-'))
  const server = await startEmbeddedPostgres({
    folder,
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      ...(isShifted ? [SHIFTED_SEARCH_PATH] : []),
    ],
  })
  const base = server.url.slice(0, server.url.lastIndexOf('/'))
  const sql = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} })
  await sql`create database template_aftercart`
  await sql.end({ timeout: 1 })
  if (isShifted) {
    const template = postgres(`${base}/template_aftercart`, { max: 1, onnotice: () => {} })
    await installShiftedNow(template)
    await template.end({ timeout: 1 })
  }
  await migrateDatabase(`${base}/template_aftercart`)
  project.provide('postgresServer', base)
  project.provide('postgresTemplate', 'template_aftercart')
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
