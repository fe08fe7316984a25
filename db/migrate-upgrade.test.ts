import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrateDatabase } from './migrate'

// A database with rows from before the renames of migrations 33 and 34, brought up to date.

const LAST_OLD_MIGRATION = 32
const server = inject('postgresServer')
const name = `upgrade_${process.pid}`
const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} })
const sql = postgres(`${server}/${name}`, { max: 1, onnotice: () => {} })

const STOREFRONT = '01900000-0000-7000-8000-000000000001'
const WEBHOOK = '01900000-0000-7000-8000-000000000002'
const ORDER = '01900000-0000-7000-8000-000000000003'
const EXCEPTION = '01900000-0000-7000-8000-000000000004'

/** Returns a copy of the migrations that ends with the last one before the renames. */
function oldMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-migrations-'))
  cpSync(join(import.meta.dirname, 'migrations'), folder, { recursive: true })
  const journal = join(folder, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
  const old = entries.filter(({ idx }: { idx: number }) => idx <= LAST_OLD_MIGRATION)
  writeFileSync(journal, JSON.stringify({ ...rest, entries: old }))
  return folder
}

beforeAll(async () => {
  await admin.unsafe(`create database ${name}`)
  // drizzle changes how its client serializes values, so it gets its own.
  const client = postgres(`${server}/${name}`, { max: 1, onnotice: () => {} })
  await migrate(drizzle(client), { migrationsFolder: oldMigrations() })
  await client.end({ timeout: 1 })
  await sql`insert into storefronts (id, platform, shop_domain, name)
    values (${STOREFRONT}, 'shopify', 'old.myshopify.com', 'Old shop')`
  await sql`insert into webhook_deliveries
    (id, platform, shop_domain, storefront_id, topic, delivery_id, headers, body, status, request_id)
    values (${WEBHOOK}, 'shopify', 'old.myshopify.com', ${STOREFRONT}, 'orders/create', 'w-1', '{}', '{}',
      'processed', 'r-1')`
  await insertOldOrder()
  await sql`insert into exceptions
    (id, delivery_id, kind, stage, status, severity, fingerprint, message)
    values (${EXCEPTION}, ${WEBHOOK}, 'delivery_unreadable', 'engineer', 'open', 'high', 'f', 'no id')`
  await sql`insert into order_events (id, order_id, type, actor_kind, actor_id, actor_name, data)
    values (gen_random_uuid(), ${ORDER}, 'receipt.sent_again', 'person', 'p', 'Cora', '{}')`
  await sql`insert into audit_log
    (id, actor_kind, actor_id, actor_name, action, subject_type, subject_id, request_id, data)
    values (gen_random_uuid(), 'person', 'p', 'Cora', 'order.hold', 'order', ${ORDER}, 'r-1', '{}')`
  await sql`insert into outbox (id, name, data) values
    (gen_random_uuid(), 'delivery/received', ${sql.json({ deliveryId: WEBHOOK, requestId: 'r-1' })}),
    (gen_random_uuid(), 'order/cancelled', ${sql.json({ orderId: ORDER, requestId: 'r-1' })})`
  await migrateDatabase(`${server}/${name}`)
})

/** Inserts a canceled order with the old column names, filling required columns by their types. */
async function insertOldOrder(): Promise<void> {
  const known: Record<string, unknown> = {
    id: ORDER,
    storefront_id: STOREFRONT,
    snapshot_delivery_id: WEBHOOK,
    status: 'cancelled',
    cancelled_at: '2026-03-01T00:00:00Z',
    fulfilment_status: 'unfulfilled',
    currency: 'EUR',
    shop_currency: 'EUR',
  }
  const columns = await sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = 'orders' and is_nullable = 'NO' and column_default is null`
  const filler: Record<string, unknown> = { text: 'x', bigint: 0, integer: 0, boolean: false }
  const row = Object.fromEntries(
    columns.map(({ name: column, type }) => [column, filler[type] ?? '2026-03-01T00:00:00Z']),
  )
  await sql`insert into orders ${sql({ ...row, ...known } as Record<string, string>)}`
}

afterAll(async () => {
  await sql.end({ timeout: 1 })
  await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end({ timeout: 1 })
})

test('renames the stored words of orders, exceptions and events', async () => {
  expect(
    await sql`select status, canceled_at is not null as dated, snapshot_webhook_id from orders`,
  ).toEqual([{ status: 'canceled', dated: true, snapshot_webhook_id: WEBHOOK }])
  expect(await sql`select external_id, topic from webhooks`).toEqual([
    { external_id: 'w-1', topic: 'orders/create' },
  ])
  expect(await sql`select kind, webhook_id from exceptions`).toEqual([
    { kind: 'webhook_unreadable', webhook_id: WEBHOOK },
  ])
  expect(await sql`select type from order_events`).toEqual([{ type: 'receipt.resent' }])
  expect(await sql`select action from audit_log`).toEqual([{ action: 'order.held' }])
  expect(await sql`select name, data from outbox order by name`).toEqual([
    { name: 'order/canceled', data: { orderId: ORDER, requestId: 'r-1' } },
    { name: 'webhook/received', data: { webhookId: WEBHOOK, requestId: 'r-1' } },
  ])
  const counts = await sql`select status, sum(n)::int as n from
    (select status, count as n from order_counts union all select status, change from order_count_changes) c
    group by 1`
  expect(counts).toEqual([{ status: 'canceled', n: 1 }])
})

test('leaves no old word in tables, columns, views, functions, triggers or indexes', async () => {
  const OLD = 'cancelled|fulfilment|webhook_deliver|alert_webhook|delivery_id|came_back'
  const found = await sql`
    select 'relation' as what, relname::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relname !~ '^runner_' and relname ~ ${OLD}
    union all select 'column', c.relname || '.' || a.attname from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      where c.relkind in ('r', 'v') and c.relnamespace = 'public'::regnamespace and c.relname !~ '^runner_'
        and not a.attisdropped and a.attname ~ ${OLD}
    union all select 'view', viewname::text from pg_views
      where schemaname = 'public' and definition ~ ${OLD}
    union all select 'function', proname::text from pg_proc
      where pronamespace = 'public'::regnamespace and prosrc ~ ${OLD}
    union all select 'trigger', tgname::text from pg_trigger
      where not tgisinternal and pg_get_triggerdef(oid) ~ ${OLD}
    union all select 'index', indexname::text from pg_indexes
      where schemaname = 'public' and tablename !~ '^runner_' and indexdef ~ ${OLD}
    union all select 'constraint', conname::text from pg_constraint
      where connamespace = 'public'::regnamespace and conrelid::regclass::text !~ '^runner_'
        and pg_get_constraintdef(oid) ~ ${OLD}`
  expect(found).toEqual([])
})
