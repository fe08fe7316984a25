import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '@/db/testing'
import { deliver, workOutbox } from './testing'

const { sql } = await openTestDatabase()
const folder = join(import.meta.dirname, '../../../../shared/fixtures/shopify')

/** Every delivery is settled: worked, unused, waiting, or put before an engineer. */
async function unsettled() {
  return sql`
    select topic, status, reason from webhook_deliveries d
    where status = 'received' or (status = 'unreadable' and not exists (
      select from exceptions e where e.delivery_id = d.id and e.kind = 'delivery_unreadable'))`
}

describe.skipIf(!existsSync(folder))('published payloads of Shopify', () => {
  test('every documented example comes through, and none is lost', async () => {
    const lines = readFileSync(join(folder, 'webhooks-2025-07.jsonl'), 'utf8').trim().split('\n')
    for (const line of lines) {
      const { topic, payload } = JSON.parse(line) as { topic: string; payload: unknown }
      await deliver(topic, payload, { 'x-shopify-shop-domain': 'documented.myshopify.com' })
    }
    await workOutbox()
    const rows = await sql<{ topic: string; status: string; reason: string }[]>`
      select topic, status, reason from webhook_deliveries
      where shop_domain = 'documented.myshopify.com' order by topic`
    expect(rows).toHaveLength(lines.length)
    expect(await unsettled()).toEqual([])
    console.info(rows)
  })
})
