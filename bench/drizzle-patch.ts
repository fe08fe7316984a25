import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { migrateDatabase } from '../db/migrate'
import { startEmbeddedPostgres } from '../scripts/embedded-postgres'
import { main } from '../scripts/main'
import { addProduct, addStorefront } from '../test/support/order-commands'
import { startTestSandbox } from '../test/support/sandbox'
import type { Result } from './drizzle-patch-child'

/**
 * Compares the published drizzle-orm with one whose `is()` caches its results:
 *
 *     node scripts/run.mjs bench/drizzle-patch.ts --blocks 60
 *
 * Both variants run in one process and alternate in blocks, so that other load on the machine affects
 * both. Compare CPU time: a busy machine changes it less than wall time.
 */

await main(async () => {
  const { values } = parseArgs({ options: { blocks: { type: 'string', default: '60' } } })
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-bench-'))
  const server = await startEmbeddedPostgres({ folder, settings: ['synchronous_commit=off'] })
  const vendors = await startTestSandbox()
  try {
    await migrateDatabase(server.url)
    const sql = postgres(server.url, { max: 1, onnotice: () => {} })
    const storefrontId = await addStorefront(sql)
    await addProduct(sql, storefrontId, { sku: 'SHIRT', onHand: 1_000_000 })
    await sql.end()
    const env = {
      ...process.env,
      DATABASE_URL: server.url,
      AFTERCART_SANDBOX: '1',
      AFTERCART_SANDBOX_VENDORS: vendors.url,
      AFTERCART_SANDBOX_SMTP: vendors.smtpUrl,
      AFTERCART_LOG_LEVEL: 'fatal',
      NODE_ENV: 'production' as const,
    }
    console.log(JSON.stringify(await measure(Number(values.blocks), env), null, 2))
  } finally {
    await vendors.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Runs in a separate process, because the vendor stand-ins cost CPU time too. */
function measure(blocks: number, env: NodeJS.ProcessEnv): Promise<Result[]> {
  return new Promise((done, fail) => {
    const child = fork('bench/drizzle-patch-child.ts', [String(blocks)], {
      env,
      execArgv: ['--import', 'tsx'],
    })
    child.once('message', (results) => done(results as Result[]))
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`The measuring process ended with code ${code}.`)))
  })
}
