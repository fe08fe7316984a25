import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type postgres from 'postgres'
import { bulkLoad } from './bulk-load'

/**
 * Seeds the rows that reports count besides orders: taxes, webhooks, parcels, a refund for every 17th
 * order and an exception for every 25th. Triggers are disabled; `sumReports` computes the rollups.
 */
export async function seedReportRows(sql: postgres.Sql): Promise<void> {
  const tables = [
    ...['order_tax_lines', 'shipments', 'resolutions', 'resolution_lines', 'exceptions'],
    ...['webhooks', 'payment_transactions'],
  ]
  await bulkLoad(sql, tables, async (tx) => {
    await tx.unsafe(`create temporary table sold on commit drop as
      select row_number() over (order by placed_at) as i, id, placed_at, shipping_country as country,
        currency, total_minor, storefront_id, external_id from orders`)
    await tx.unsafe('analyze sold')
    for (const statement of ROWS) await tx.unsafe(statement)
  })
}

/** Computes all rollups with `npm run reports:rebuild`. */
export async function sumReports(sql: postgres.Sql, databaseUrl: string): Promise<void> {
  await promisify(execFile)('npm', ['run', 'reports:rebuild'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  await sql.unsafe('vacuum analyze')
}

/** Extra staff members for refunds and exceptions, so that no real user's limits are used up. */
const PEOPLE = 40

const ROWS = [
  `create temporary table people on commit drop as
   with inserted as (
     insert into staff (id, email, name, role)
     select uuidv7(), 'bench' || n || '@aftercart.test', 'Person ' || n,
       (array['care', 'care', 'care', 'lead', 'manager'])[1 + n % 5]
     from generate_series(0, ${PEOPLE - 1}) n returning id, name
   ) select row_number() over (order by id) - 1 as n, id, name from inserted`,
  `insert into order_tax_lines (id, order_id, position, title, rate, amount_minor, amount_shop_minor)
   select uuidv7(), id, 0, 'Tax of ' || country, (array[0.19, 0.2, 0.0825, 0.1])[1 + i % 4], 300, 300
   from sold`,
  `insert into webhooks (id, platform, shop_domain, storefront_id, topic, external_id,
     headers, body, status, external_order_id, received_at, processed_at, duplicates, request_id)
   select uuidv7(), 'shopify', 'bench.aftercart.test', storefront_id, topic, 'bench-' || topic || i,
     '{}', '{}', case when i % 997 = 0 then 'superseded' else 'processed' end, external_id,
     placed_at + later, placed_at + later + (20 + i * 7919 % 900) * interval '1 millisecond',
     case when i % 83 = 0 then 1 else 0 end, 'bench'
   from sold, (values ('orders/create', interval '2 seconds', 1), ('orders/fulfilled', '90 minutes', 3))
     kinds (topic, later, every)
   where i % every = 0`,
  `insert into shipments (id, order_id, source, carrier, status, idempotency_key, shipped_at, delivered_at)
   select uuidv7(), id, 'pipeline', (array['USPS', 'DHL', 'UPS'])[1 + i % 3],
     case when i % 211 = 0 then 'lost' else 'delivered' end, 'bench-parcel-' || i,
     placed_at + (1 + i * 7919 % 3000) * interval '1 minute',
     case when i % 211 <> 0 then placed_at + (3001 + i * 104729 % 9000) * interval '1 minute' end
   from sold`,
  `insert into resolutions (id, order_id, kind, source, status, method, currency, shop_currency,
     items_minor, tax_minor, shipping_minor, duty_minor, adjustment_minor, total_minor,
     total_shop_minor, reason, idempotency_key, requested_by_id, requested_by_name,
     approval_reasons, decided_at, at)
   select uuidv7(), s.id, 'refund', case when i % 2 = 0 then 'storefront' else 'person' end,
     'succeeded', 'cash', currency, 'USD', 1000, 0, 0, 0, 0, 1000, 1000,
     (array['damage', 'wrong_item', 'customer'])[1 + i % 3], 'bench-refund-' || i, p.id, p.name,
     case when p.id is not null and i % 9 = 0 then array['Above the limit.'] else '{}' end,
     case when p.id is not null and i % 9 = 0 then placed_at + (i % 20 + 1) * interval '1 day' end,
     placed_at + (i % 20) * interval '1 day'
   from sold s left join people p on i % 2 = 1 and p.n = i / 34 % ${PEOPLE} where i % 17 = 0`,
  `insert into resolution_lines (id, resolution_id, line_id, quantity, restock, amount_minor, tax_minor,
     taxes)
   select uuidv7(), r.id, l.id, 1, 'none', 1000, 30,
     '[{"title": "Tax", "rate": "0.19", "amountMinor": "30"}]'
   from resolutions r join order_lines l on l.order_id = r.order_id and l.position = 1
   where r.idempotency_key like 'bench-refund-%'`,
  `insert into payment_transactions (id, payment_id, order_id, kind, status, amount_minor,
     amount_shop_minor, source, idempotency_key, error_code, at)
   select uuidv7(), p.id, s.id, kinds.kind, kinds.status, 1000, 1000, 'pipeline',
     kinds.kind || '-' || coalesce(kinds.code, 'done') || '-' || i, kinds.code,
     placed_at + (i % 20) * kinds.later
   from sold s join payments p on p.order_id = s.id, (values
     ('refund', 'succeeded', null, interval '1 day', 17),
     ('authorization', 'failed', 'insufficient_funds', interval '0', 31),
     ('authorization', 'failed', 'expired_card', interval '0', 67)) kinds (kind, status, code, later, every)
   where i % kinds.every = 0`,
  `insert into exceptions (id, order_id, kind, stage, status, severity, fingerprint, message, opened_at,
     last_failed_at, due_at, closed_at, closed_stage, is_auto_resolved, first_touched_at,
     last_touched_by_id, assignee_id, storefront_id, country, gateway, amount_minor, currency)
   select uuidv7(), s.id,
     (array['gateway_unavailable', 'payment_declined', 'address_invalid', 'stock_short'])[1 + i / 25 % 4],
     'staff', case when is_open then 'open' else 'resolved' end, 'normal', 'cause ' || i / 25 % 400,
     'It stopped.', placed_at, placed_at, placed_at + interval '8 hours',
     case when not is_open then placed_at + (10 + i * 7919 % 900) * interval '1 minute' end,
     case when not is_open then 'staff' end, case when not is_open then i % 2 = 0 end,
     case when i % 2 = 1 then placed_at + (1 + i * 7919 % 9) * interval '1 minute' end,
     case when i % 2 = 1 then p.id end, case when is_open then p.id end,
     storefront_id, country, 'stripe', total_minor, currency
   from sold s join people p on p.n = i / 50 % ${PEOPLE},
     lateral (select placed_at > now() - interval '3 days' as is_open) open
   where i % 25 = 0`,
]
