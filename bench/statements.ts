import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '../db/client'
import { migrateDatabase } from '../db/migrate'
import { preparedStatement } from '../db/prepared-statement'
import { preparedInsert } from '../db/queries/sql/prepared-insert'
import { preparedRows } from '../db/queries/sql/prepared-rows'
import { preparedUpdate } from '../db/queries/sql/prepared-update'
import { orders } from '../db/schema/orders/orders'
import { outbox } from '../db/schema/webhooks'
import { startEmbeddedPostgres } from '../scripts/embedded-postgres'
import { main } from '../scripts/main'
import { addOrder } from '../test/support/order-commands'
import { percentile, round } from './measure'

/**
 * Compares the ways to send SQL on our own statements:
 *
 *     node scripts/run.mjs bench/statements.ts --blocks 60
 *
 * All ways use one connection, one call after another, and take turns in blocks. CPU time is that of
 * this process; wall time includes the database server.
 */

const WARM_UP = 5
const BLOCK = 100
const INSERTED_ROWS = 5

const WAYS = [
  'query builder',
  'query builder, driver prepares',
  'drizzle .prepare()',
  'execute(sql``)',
  'postgres.js template',
  'prepared statement',
] as const
type Way = (typeof WAYS)[number]
type Ways = Partial<Record<Way, () => Promise<unknown>>>

await main(async () => {
  const { values } = parseArgs({ options: { blocks: { type: 'string', default: '60' } } })
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-bench-'))
  const server = await startEmbeddedPostgres({ folder, settings: ['synchronous_commit=off'] })
  const driver = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    await migrateDatabase(server.url)
    const ids = { orderId: await addOrder(driver), eventId: uuidv7() }
    await driver`insert into outbox (id, name, data) values (${ids.eventId}, 'x', '{}')`
    const results: Record<string, unknown>[] = []
    for (const [what, ways] of Object.entries(statementsOf(driver, ids)))
      results.push(...(await compare(what, ways, Number(values.blocks))))
    console.log(JSON.stringify(results, null, 2))
  } finally {
    await driver.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

function statementsOf(driver: postgres.Sql, ids: { orderId: string; eventId: string }) {
  const given: Given = {
    driver,
    db: drizzle(driver, { casing: 'snake_case' }),
    preparing: drizzle(preparing(driver), { casing: 'snake_case' }),
    ...ids,
  }
  return {
    'lock a row': lockOrder(given),
    'read a row of many columns': readOrder(given),
    'update a row': updateEvent(given),
    [`insert ${INSERTED_ROWS} rows`]: insertEvents(given),
  }
}

type Given = {
  driver: postgres.Sql
  db: PostgresJsDatabase
  preparing: PostgresJsDatabase
  orderId: string
  eventId: string
}

/** Returns a driver that prepares every statement, including those of the query builder. */
function preparing(driver: postgres.Sql): postgres.Sql {
  const unsafe = (text: string, values: string[]) => driver.unsafe(text, values, { prepare: true })
  return new Proxy(driver, {
    get: (target, key) => (key === 'unsafe' ? unsafe : Reflect.get(target, key)),
  })
}

function lockOrder({ driver, db, preparing, orderId }: Given): Ways {
  const build = (on: PostgresJsDatabase) =>
    on.select({ id: orders.id, status: orders.status }).from(orders)
  const lock = preparedStatement<{ id: string }>(
    ({ id }) => sql`select id, status from orders where id = ${id} for update`,
  )
  const whereId = eq(orders.id, sql.placeholder('id'))
  const once = build(db).where(whereId).for('update').prepare('lock')
  return {
    'query builder': () => build(db).where(eq(orders.id, orderId)).for('update'),
    'query builder, driver prepares': () =>
      build(preparing).where(eq(orders.id, orderId)).for('update'),
    'drizzle .prepare()': () => once.execute({ id: orderId }),
    'execute(sql``)': () =>
      db.execute(sql`select id, status from orders where id = ${orderId} for update`),
    'postgres.js template': () =>
      driver`select id, status from orders where id = ${orderId} for update`,
    'prepared statement': () => lock(db as Executor, { id: orderId }),
  }
}

function readOrder({ db, preparing, orderId }: Given): Ways {
  const byId = preparedRows(orders)<{ id: string }>(({ id }) => sql`where id = ${id}`)
  const once = db
    .select()
    .from(orders)
    .where(eq(orders.id, sql.placeholder('id')))
    .prepare('read')
  return {
    'query builder': () => db.select().from(orders).where(eq(orders.id, orderId)),
    'query builder, driver prepares': () =>
      preparing.select().from(orders).where(eq(orders.id, orderId)),
    'drizzle .prepare()': () => once.execute({ id: orderId }),
    'prepared statement': () => byId(db as Executor, { id: orderId }),
  }
}

function updateEvent({ driver, db, preparing, eventId }: Given): Ways {
  const change = () => ({ sentAt: new Date(), attempts: 1, lastError: 'timeout' })
  const update = preparedUpdate(outbox, (id) => sql`id = ${id}`)
  return {
    'query builder': () => db.update(outbox).set(change()).where(eq(outbox.id, eventId)),
    'query builder, driver prepares': () =>
      preparing.update(outbox).set(change()).where(eq(outbox.id, eventId)),
    'postgres.js template': () => driver`
      update outbox set sent_at = ${new Date().toISOString()}, attempts = 1, last_error = 'timeout'
      where id = ${eventId}`,
    'prepared statement': () => update(db as Executor, eventId, change()),
  }
}

function insertEvents({ db, preparing }: Given): Ways {
  const rows = () =>
    Array.from({ length: INSERTED_ROWS }, (_, n) => ({ name: 'order/placed', data: { n } }))
  const insert = preparedInsert(outbox)
  return {
    'query builder': () => db.insert(outbox).values(rows()),
    'query builder, driver prepares': () => preparing.insert(outbox).values(rows()),
    'prepared statement': () => insert(db as Executor, rows()),
  }
}

/** Returns the median times of one execution, in microseconds. */
async function compare(what: string, ways: Ways, blocks: number) {
  const used = WAYS.flatMap((way) => {
    const run = ways[way]
    return run ? [{ way, run, cpu: [] as number[], wall: [] as number[] }] : []
  })
  for (let n = 0; n < WARM_UP + blocks; n++) {
    for (const { run, cpu, wall } of n % 2 === 0 ? used : used.toReversed()) {
      const [began, start] = [performance.now(), process.cpuUsage()]
      for (let i = 0; i < BLOCK; i++) await run()
      const { user, system } = process.cpuUsage(start)
      if (n < WARM_UP) continue
      cpu.push((user + system) / BLOCK)
      wall.push(((performance.now() - began) * 1000) / BLOCK)
    }
  }
  return used.map(({ way, cpu, wall }) => ({
    what,
    way,
    cpu_us: round(percentile(cpu, 50)),
    wall_us: round(percentile(wall, 50)),
  }))
}
