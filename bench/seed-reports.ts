import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type postgres from 'postgres'
import { bulkLoad } from './bulk-load'

/**
 * Gives the seeded orders what reports count beside them: taxes, parcels, refunds of every
 * seventeenth, exceptions of every twenty-fifth. Triggers are left out and all is summed afterwards.
 * @returns how many seconds the summing took
 */
export async function seedReports(sql: postgres.Sql, databaseUrl: string): Promise<number> {
  const tables = ['order_tax_lines', 'shipments', 'resolutions', 'resolution_lines', 'exceptions']
  await bulkLoad(sql, tables, async (tx) => {
    await tx.unsafe(`create temporary table sold on commit drop as
      select row_number() over (order by placed_at) as i, id, placed_at, shipping_country as country,
        currency, total_minor, storefront_id from orders`)
    for (const statement of ROWS) await tx.unsafe(statement)
  })
  const began = performance.now()
  await promisify(execFile)('npm', ['run', 'reports:rebuild'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  await sql.unsafe('vacuum analyze')
  return (performance.now() - began) / 1000
}

const ROWS = [
  `insert into order_tax_lines (id, order_id, position, title, rate, amount_minor, amount_shop_minor)
   select uuidv7(), id, 0, 'Tax of ' || country, 0.19, 300, 300 from sold`,
  `insert into shipments (id, order_id, source, carrier, status, idempotency_key, shipped_at, delivered_at)
   select uuidv7(), id, 'pipeline', (array['USPS', 'DHL', 'UPS'])[1 + i % 3],
     case when i % 211 = 0 then 'lost' else 'delivered' end, 'bench-parcel-' || i,
     placed_at + (1 + i * 7919 % 3000) * interval '1 minute',
     case when i % 211 <> 0 then placed_at + (3001 + i * 104729 % 9000) * interval '1 minute' end
   from sold`,
  `insert into resolutions (id, order_id, kind, source, status, method, currency, shop_currency,
     items_minor, tax_minor, shipping_minor, duty_minor, adjustment_minor, total_minor,
     total_shop_minor, reason, idempotency_key, at)
   select uuidv7(), id, 'refund', 'storefront', 'succeeded', 'cash', currency, 'USD', 1000, 0,
     0, 0, 0, 1000, 1000, (array['damage', 'wrong_item', 'customer'])[1 + i % 3], 'bench-refund-' || i,
     placed_at + (i % 20) * interval '1 day'
   from sold where i % 17 = 0`,
  `insert into resolution_lines (id, resolution_id, line_id, quantity, restock, amount_minor, tax_minor,
     taxes)
   select uuidv7(), r.id, l.id, 1, 'none', 1000, 30,
     '[{"title": "Tax", "rate": "0.19", "amountMinor": "30"}]'
   from resolutions r join order_lines l on l.order_id = r.order_id and l.position = 1
   where r.idempotency_key like 'bench-refund-%'`,
  `insert into exceptions (id, order_id, kind, stage, status, severity, fingerprint, message, opened_at,
     last_failed_at, due_at, closed_at, closed_stage, is_auto_resolved, first_touched_at,
     storefront_id, country, gateway, amount_minor, currency)
   select uuidv7(), id,
     (array['gateway_unavailable', 'payment_declined', 'address_invalid', 'stock_short'])[1 + i / 25 % 4],
     'staff', 'resolved', 'normal', 'cause ' || i / 25 % 40, 'It stopped.', placed_at, placed_at,
     placed_at + interval '8 hours', placed_at + (10 + i * 7919 % 900) * interval '1 minute', 'staff',
     i % 2 = 0, case when i % 2 = 1 then placed_at + (1 + i * 7919 % 9) * interval '1 minute' end,
     storefront_id, country, 'stripe', total_minor, currency
   from sold where i % 25 = 0`,
]
