import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/postgres-js'
import pg from 'pg'
import postgres from 'postgres'
import { migrateDatabase } from '../db/migrate'
import { preparingDriver } from '../db/preparing-driver'
import { listOrders } from '../db/queries/orders/order-list'
import { startEmbeddedPostgres } from '../scripts/embedded-postgres'
import { main } from '../scripts/main'
import { addProduct, addStorefront } from '../test/support/order-commands'
import { addAuthorizedOrder } from '../test/support/pipeline/authorized-order'
import { startTestEngine } from '../test/support/pipeline/pipeline'
import { startTestSandbox } from '../test/support/sandbox'
import { percentile, round } from './measure'

/**
 * Compares postgres.js with `pg` on our own statements:
 *
 *     node scripts/run.mjs bench/drivers.ts --pairs 300
 *
 * Records all statements of one order in the pipeline and those of a page of orders once. Each driver
 * then executes them as prepared statements on one connection, in a transaction that is rolled back, so
 * that every replay does the same. Rows are read as arrays, as Drizzle does. The drivers alternate.
 */

const WARM_UP = 40
const ORDERS = 60
const ORDER = 'order (all statements of the pipeline)'
const PAGE = 'page (list of 50 orders)'

/** The date types, which Drizzle reads as text from both drivers. */
const DATE_TYPES = new Set([1082, 1083, 1114, 1115, 1182, 1184, 1185, 1231])
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  DATE_TYPES.has(type) ? (text: string) => text : pg.types.getTypeParser(type, format as 'text')

type Statement = { text: string; values: unknown[] }
/** Executes statements in sequence in a transaction that it rolls back; returns the number of rows. */
type Replay = (statements: readonly Statement[]) => Promise<number>

await main(async () => {
  const { values } = parseArgs({ options: { pairs: { type: 'string', default: '300' } } })
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-bench-'))
  const server = await startEmbeddedPostgres({ folder, settings: ['synchronous_commit=off'] })
  try {
    await migrateDatabase(server.url)
    const { replayUrl, recorded } = await record(server.url)
    const client = new pg.Client({ connectionString: replayUrl, types: { getTypeParser } })
    await client.connect()
    const sql = postgres(replayUrl, { max: 1, onnotice: () => {} })
    // Configures how the driver reads and writes dates and JSON, as in the product.
    drizzle(sql)
    const drivers = { postgres: replayWithPostgres(sql), pg: replayWithPg(client) }
    try {
      const results = []
      for (const [what, statements] of Object.entries(recorded))
        results.push(await compare(what, statements, drivers, Number(values.pairs)))
      console.log(JSON.stringify(results, null, 2))
    } finally {
      await Promise.all([client.end(), sql.end()])
    }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Records statements on the database at `url`; `replayUrl` is a copy of it from before. */
async function record(url: string) {
  const vendors = await startTestSandbox()
  Object.assign(process.env, {
    DATABASE_URL: url,
    AFTERCART_SANDBOX: '1',
    AFTERCART_SANDBOX_VENDORS: vendors.url,
    AFTERCART_SANDBOX_SMTP: vendors.smtpUrl,
    AFTERCART_LOG_LEVEL: 'fatal',
  })
  const setup = postgres(url, { max: 1, onnotice: () => {} })
  const storefrontId = await addStorefront(setup)
  await addProduct(setup, storefrontId, { sku: 'SHIRT', onHand: 1_000_000 })
  let orderId = ''
  for (let n = 0; n < ORDERS; n++) ({ orderId } = await addAuthorizedOrder(setup, vendors.url, {}))
  await setup.end()
  const server = url.slice(0, url.lastIndexOf('/'))
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} })
  await admin.unsafe('create database replay template aftercart')
  await admin.end()

  const { seen, sql } = recordingPool(url)
  const engine = await startTestEngine()
  const runs = engine.accept({ name: 'order/placed', data: { orderId, requestId: 'bench' } })
  for (const run of runs) await engine.finish(run)
  const order = seen.splice(0)
  await listOrders({ limit: 50 })
  const page = seen.splice(0)
  await engine.stop()
  await sql.end()
  await vendors.stop()
  return { replayUrl: `${server}/replay`, recorded: { [ORDER]: order, [PAGE]: page } }
}

/** Makes the whole process use a pool that records every statement. */
function recordingPool(url: string) {
  const seen: Statement[] = []
  const sql = postgres(url, {
    onnotice: () => {},
    debug: (_, text, values) => {
      if (/^(begin|commit|rollback|savepoint)\b/.test(text) || text.includes('pg_catalog.pg_type'))
        return
      seen.push({ text, values: [...values] })
    },
  })
  const casing = 'snake_case'
  const db = drizzle(sql, { casing })
  const writeDb = drizzle(preparingDriver(sql), { casing })
  Object.assign(globalThis, { aftercartDb: { url, sql, db, writeDb } })
  return { seen, sql }
}

function replayWithPostgres(sql: postgres.Sql): Replay {
  const rollback = new Error('rolled back')
  return async (statements) => {
    let rows = 0
    const replay = sql.begin(async (tx) => {
      for (const { text, values } of statements) {
        const found = await tx.unsafe(text, values as string[], { prepare: true }).values()
        rows += found.length
      }
      throw rollback
    })
    await replay.catch((error: unknown) => {
      if (error !== rollback) throw error
    })
    return rows
  }
}

function replayWithPg(client: pg.Client): Replay {
  const names = new Map<string, string>()
  return async (statements) => {
    let rows = 0
    await client.query('begin')
    try {
      for (const { text, values } of statements) {
        const name = names.get(text) ?? `s${names.size}`
        names.set(text, name)
        const found = await client.query({ name, text, values, rowMode: 'array' })
        rows += found.rows.length
      }
    } finally {
      await client.query('rollback')
    }
    return rows
  }
}

async function compare(
  what: string,
  statements: readonly Statement[],
  drivers: { postgres: Replay; pg: Replay },
  pairs: number,
) {
  const cpu = { postgres: [] as number[], pg: [] as number[] }
  const wall = { postgres: [] as number[], pg: [] as number[] }
  const rows = { postgres: 0, pg: 0 }
  for (let n = 0; n < WARM_UP + pairs; n++) {
    const names = ['postgres', 'pg'] as const
    for (const name of n % 2 === 0 ? names : names.toReversed()) {
      const [began, start] = [performance.now(), process.cpuUsage()]
      rows[name] = await drivers[name](statements)
      const { user, system } = process.cpuUsage(start)
      if (n < WARM_UP) continue
      cpu[name].push((user + system) / 1000)
      wall[name].push(performance.now() - began)
    }
  }
  if (rows.postgres !== rows.pg)
    throw new Error(`The drivers differ: ${JSON.stringify(rows)} rows.`)
  const gains = (times: typeof cpu) =>
    times.postgres.map((each, i) => (1 - (times.pg[i] ?? Number.NaN) / each) * 100)
  return {
    what,
    statements: statements.length,
    rows: rows.pg,
    postgres_cpu_ms: percentile(cpu.postgres, 50),
    pg_cpu_ms: percentile(cpu.pg, 50),
    pg_gain_cpu_percent: round(percentile(gains(cpu), 50)),
    postgres_wall_ms: percentile(wall.postgres, 50),
    pg_wall_ms: percentile(wall.pg, 50),
    pg_gain_wall_percent: round(percentile(gains(wall), 50)),
  }
}
