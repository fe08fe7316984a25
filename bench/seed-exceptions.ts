import type postgres from 'postgres'

// Ten kinds, so that an order can have ten open exceptions at once.
const KINDS =
  "array['gateway_unavailable','payment_declined','authorization_expired','amount_mismatch','totals_mismatch','address_invalid','customs_data_missing','fraud_review','stock_short','unknown_sku']"
const COUNTRIES = "array['US','DE','GB','JP','KW','CA','AU','SE','CH','MX']"
// Consecutive orders get all cases of one kind; the next round uses the next kind.
const CASES = 40
const STATUSES = "array['open','open','in_progress','waiting','retrying']"

/** Returns the number of open exceptions on a bad day; ten times as many are closed. */
export const openExceptions = (orders: number) => Math.min(orders * 10, 100_000)

/** Fills the inbox of a seeded database: open exceptions of about 400 causes and ten times as many closed. */
export async function seedExceptions(sql: postgres.Sql, orders: number): Promise<void> {
  const open = openExceptions(orders)
  await sql.begin(async (tx) => {
    await tx.unsafe('set local synchronous_commit = off')
    // Includes the columns that a trigger normally copies from the order.
    await tx.unsafe('set local session_replication_role = replica')
    await tx.unsafe(`create temporary table held on commit drop as
      select (row_number() over (order by id) - 1)::int as i, id, storefront_id, currency, total_minor
      from orders`)
    await tx.unsafe(insertStatement(open, true))
    await tx.unsafe(insertStatement(open * 10, false))
  })
  await sql.unsafe('vacuum analyze exceptions')
}

const insertStatement = (count: number, isOpen: boolean) => `
  insert into exceptions (id, order_id, kind, stage, status, severity, fingerprint, message,
    opened_at, last_failed_at, due_at, next_attempt_at, wait_until, closed_at, closed_by,
    storefront_id, country, gateway, amount_minor, currency)
  select gen_random_uuid(), held.id, kind, case status when 'retrying' then 'auto' else 'staff' end,
    status, (array['low','normal','high','critical'])[1 + g % 4],
    kind || ':-:code' || g % ${CASES} || ':0abc',
    'Sample message of case ' || g % ${CASES} || '.',
    opened_at, opened_at,
    case when status <> 'retrying' then opened_at + interval '8 hours' end,
    case when status = 'retrying' then now() + interval '5 minutes' end,
    case when status = 'waiting' then now() + interval '2 days' end,
    ${isOpen ? 'null, null' : "opened_at + interval '1 hour', 'the step capture succeeded'"},
    held.storefront_id, (${COUNTRIES})[1 + g % 10], 'stripe', held.total_minor, held.currency
  from (
    select g, (${KINDS})[1 + (g % n / ${CASES} + g / n) % 10] as kind,
      ${isOpen ? `(${STATUSES})[1 + g % 5]` : "'resolved'"} as status,
      now() - g * (interval '${isOpen ? 20 : 700} days' / ${count}) as opened_at, g % n as at
    from generate_series(0, ${count} - 1) g, (select count(*)::int as n from held) held
  ) made join held on held.i = made.at`
