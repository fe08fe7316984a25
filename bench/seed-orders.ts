import type postgres from 'postgres'
import { bulkLoad } from './bulk-load'

// Distributed by remainder, so that every run seeds the same rows.
const CURRENCIES = "array['USD','EUR','GBP','JPY','KWD','CAD','AUD','SEK','CHF','MXN','INR','BRL']"
const COUNTRIES =
  "array['US','DE','GB','JP','KW','CA','AU','SE','CH','MX','IN','BR','FR','IT','ES','PT','NL','BE','AT','DK','NO','FI','PL','CZ','HU','RO','BG','GR','IE','NZ','SG','KR','TW','TH','ID','ZA','TR','AE','IL','CL']"
const FIRST_NAMES =
  "array['Zoë','太郎','Иван','Αλέξης','محمد','Priya','John','Ana','Łukasz','Chloé','מיכל','สมชาย']"
const LAST_NAMES =
  "array['Müller','山田','Петров','Παπαδόπουλος','السالم','Sharma','Smith','Silva','Wójcik','Dubois','כהן','ใจดี']"

/**
 * Fills a database with `count` completed orders of the last two years: each with three lines, two
 * addresses, a card tender with transactions, steps and a timeline. Generated in SQL, which is faster
 * than COPY.
 */
export async function seedOrders(sql: postgres.Sql, count: number): Promise<void> {
  const [storefront] = await sql`
    insert into storefronts (id, platform, shop_domain, name)
    values (gen_random_uuid(), 'shopify', 'bench.aftercart.test', 'Bench') returning id`
  const [webhook] = await sql`
    insert into webhooks
      (id, platform, shop_domain, topic, external_id, headers, body, status, request_id)
    values (gen_random_uuid(), 'shopify', 'bench.aftercart.test', 'orders/create', 'bench', '{}',
      '{}', 'processed', 'bench') returning id`
  await sql.unsafe(`create unlogged table seed as
    select i, uuidv7(-age) as id, uuidv7(-age) as customer_id, uuidv7(-age) as payment_id,
      (${CURRENCIES})[1 + i % 12] as currency, (${COUNTRIES})[1 + i % 40] as country,
      (${FIRST_NAMES})[1 + i % 12] as first_name, (${LAST_NAMES})[1 + (i / 12) % 12] as last_name,
      now() - age as placed_at, (1000 + (i::bigint * 7919) % 50000)::bigint as unit
    from (
      select i, i * (interval '730 days' / ${count}) as age from generate_series(${count}, 1, -1) i
    ) ages`)
  await sql.unsafe('analyze seed')
  // Includes what triggers maintain: row by row they would take most of the time.
  await Promise.all([
    bulkLoad(sql, ['customers', 'orders', 'order_lines', 'order_addresses'], async (tx) => {
      await tx.unsafe(`insert into customers (id, storefront_id, external_id, email, first_name, last_name)
        select customer_id, '${storefront?.id}', i::text, 'customer' || i || '@example.com', first_name, last_name from seed`)
      await tx.unsafe(ordersStatement(storefront?.id, webhook?.id))
      for (const statement of WHAT_AND_WHERE) await tx.unsafe(statement)
      await tx.unsafe(`insert into order_counts (status, payment_status, fulfillment_status, count)
        values ('completed', 'paid', 'fulfilled', ${count})
        on conflict (status, payment_status, fulfillment_status)
        do update set count = order_counts.count + excluded.count`)
    }),
    bulkLoad(
      sql,
      ['payments', 'payment_transactions', 'order_steps', 'order_events'],
      async (tx) => {
        for (const statement of WHAT_HAPPENED) await tx.unsafe(statement)
      },
    ),
  ])
  await sql.unsafe('drop table seed')
}

const ordersStatement = (storefrontId: string, webhookId: string) => `
  insert into orders (id, storefront_id, external_id, name, status, payment_status, fulfillment_status,
    storefront_payment_status, customer_id, customer_name, email, currency, shop_currency,
    subtotal_minor, subtotal_shop_minor, discount_minor, discount_shop_minor, shipping_minor,
    shipping_shop_minor, tax_minor, tax_shop_minor, duty_domestic_minor, duty_domestic_shop_minor,
    duty_international_minor, duty_international_shop_minor, tip_minor, tip_shop_minor, total_minor,
    total_shop_minor, placed_at, completed_at, storefront_updated_at, snapshot_rank,
    snapshot_webhook_id, shipping_country, gateway, search_text)
  select id, '${storefrontId}', (5000000000 + i)::text, '#' || (100000 + i), 'completed', 'paid',
    'fulfilled', 'paid', customer_id, first_name || ' ' || last_name, 'customer' || i || '@example.com',
    currency, 'USD', 3 * unit, 3 * unit, 0, 0, 500, 500, 300, 300, 0, 0, 0, 0, 0, 0, 3 * unit + 800,
    3 * unit + 800, placed_at, placed_at + interval '2 minutes', placed_at, 0, '${webhookId}',
    country, 'stripe',
    lower('#' || (100000 + i) || ' ' || first_name || ' ' || last_name || ' customer' || i || '@example.com')
  from seed`

const WHAT_AND_WHERE = [
  `insert into order_lines (id, order_id, external_id, position, sku, title, quantity, current_quantity,
     unit_price_minor, unit_price_shop_minor, discount_minor, discount_shop_minor, paid_minor,
     paid_shop_minor, tax_minor, tax_shop_minor, grams)
   select uuidv7(), id, i || '-' || p, p, 'SKU-' || (i * 3 + p) % 500,
     'Article ' || (i * 3 + p) % 500, 1, 1, unit, unit, 0, 0, unit, unit, 100, 100, 250
   from seed, generate_series(1, 3) p`,
  `insert into order_addresses (id, order_id, kind, name, address1, city, postal_code, country_code)
   select uuidv7(), id, kind, first_name || ' ' || last_name, i || ' Main Street', 'Springfield',
     (10000 + i % 90000)::text, country
   from seed, unnest(array['shipping', 'billing']) kind`,
]

const WHAT_HAPPENED = [
  `insert into payments (id, order_id, external_id, kind, gateway, gateway_reference, brand, last_four,
     currency, shop_currency, authorized_minor, authorized_shop_minor, captured_minor,
     captured_shop_minor)
   select payment_id, id, i::text, 'card', 'stripe', 'pi_bench_' || i, 'visa', '4242', currency, 'USD',
     3 * unit + 800, 3 * unit + 800, 3 * unit + 800, 3 * unit + 800
   from seed`,
  `insert into payment_transactions (id, payment_id, order_id, kind, status, amount_minor,
     amount_shop_minor, source, idempotency_key, at)
   select uuidv7(), payment_id, id, kind, 'succeeded', 3 * unit + 800, 3 * unit + 800,
     'pipeline', kind || '-' || i, placed_at
   from seed, unnest(array['authorization', 'capture']) kind`,
  `insert into order_steps (id, order_id, step, position, status, attempts, started_at, finished_at,
     idempotency_key)
   select uuidv7(), id, step, position, 'done', case when (i + position) % 60 = 0 then 2 else 1 end,
     placed_at + position * interval '8 seconds',
     placed_at + position * interval '8 seconds'
       + (2 + (i::bigint * 7919 * position) % 700) * interval '1 millisecond',
     id || ':' || step
   from seed, unnest(array['validate', 'screen', 'capture', 'allocate', 'ship', 'notify', 'sync',
     'complete']) with ordinality as steps (step, position)`,
  `insert into order_events (id, order_id, type, actor_kind, actor_id, actor_name, at)
   select uuidv7(), id, type, 'system', 'bench', 'bench', placed_at
   from seed, unnest(array['order.placed', 'payment.captured', 'order.shipped', 'order.completed']) type`,
]
