import assert from 'node:assert/strict'
import type { TestPortal } from '../../e2e/support/test-portal'
import { until } from '../../e2e/support/until'
import type { PlacedOrder } from '../../sandbox/storefront/place-orders'

/** The sandbox gateway's ledger, see sandbox/stripe/ledger.ts. Amounts in minor units. */
type Ledger = {
  payments: {
    id: string
    orderId: string | null
    currency: string
    captured: number
    refunded: number
  }[]
  keys: { key: string; action: string; applied: number }[]
}

/** Returns rows as plain objects, which compare by value. */
const plain = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row }))

/**
 * Waits until `count` orders received since a time are completed, canceled, or blocked with an open
 * exception. Fails with the state of the others.
 */
export async function settledOrders(
  { sql }: TestPortal,
  count: number,
  since: Date,
  timeoutSeconds = 120,
): Promise<void> {
  await until(
    async () => {
      const moving = await sql`
        select o.name, o.status, s.step, s.status as step_status, s.last_error->>'message' as error
        from orders o
        left join order_steps s on s.order_id = o.id and s.status not in ('done', 'skipped')
        where o.created_at >= ${since} and o.status not in ('completed', 'canceled')
          and not (o.status = 'blocked' and exists (select 1 from exceptions e
            where e.order_id = o.id and e.status not in ('resolved', 'ignored')))
        order by o.name limit 5`
      const [all] = await sql`select count(*)::int as n from orders where created_at >= ${since}`
      assert.deepEqual({ orders: all?.n, moving: plain(moving) }, { orders: count, moving: [] })
    },
    { seconds: timeoutSeconds, everyMs: 500 },
  )
}

/** Waits until no event is unsent and no webhook unprocessed. */
export async function drained({ sql }: TestPortal): Promise<void> {
  await until(
    async () => {
      const [left] = await sql`select
        (select count(*)::int from outbox where sent_at is null) as unsent,
        (select count(*)::int from webhooks where status in ('received', 'waiting')) as unread`
      assert.deepEqual({ ...left }, { unsent: 0, unread: 0 })
    },
    { seconds: 90, everyMs: 500 },
  )
}

/** Asserts that the gateway's captures and refunds equal ours, payment by payment. */
export async function expectBooksToAgree({ sql, sandboxUrl }: TestPortal): Promise<void> {
  const ledger: Ledger = await (await fetch(`${sandboxUrl}/stripe/ledger`)).json()
  assert.deepEqual(
    ledger.keys.filter(({ applied }) => applied > 1),
    [],
  )
  const ours = await sql`
    select gateway_reference as id, currency, captured_minor::float8 as captured,
      refunded_minor::float8 as refunded
    from payments where gateway = 'stripe' order by gateway_reference`
  const theirs = ledger.payments
    .filter(({ id }) => ours.some((row) => row.id === id))
    .map(({ id, currency, captured, refunded }) => ({ id, currency, captured, refunded }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  assert.deepEqual(plain(ours), theirs)
  const unknown = ledger.payments.filter(
    ({ id, captured }) => captured > 0 && !ours.some((row) => row.id === id),
  )
  assert.deepEqual(unknown, [])
}

/** Asserts that every placed order exists once under its storefront id. */
export async function expectOnce({ sql }: TestPortal, externalIds: string[]): Promise<void> {
  const rows = await sql`
    select external_id, count(*)::int as n from orders
    where external_id = any(${externalIds}) group by external_id order by external_id`
  assert.deepEqual(
    plain(rows),
    [...externalIds].sort().map((id) => ({ external_id: id, n: 1 })),
  )
}

/** Asserts that each order ended as its trouble prescribes, and that blocked orders have a reason. */
export async function expectEndings({ sql }: TestPortal, placed: PlacedOrder[]): Promise<void> {
  const rows = await sql`
    select o.external_id, o.status, (select e.kind from exceptions e where e.order_id = o.id
      and e.status not in ('resolved', 'ignored') order by e.opened_at limit 1) as kind
    from orders o where external_id = any(${placed.map(({ externalId }) => externalId)})`
  const found = new Map(rows.map((row) => [row.external_id, row]))
  const wrong = placed.flatMap(({ externalId, trouble, ending, exception }) => {
    const { status, kind } = found.get(externalId) ?? {}
    const isRight = status === ending && (ending !== 'blocked' || kind === exception)
    return isRight ? [] : [{ externalId, trouble, ending, exception, status, kind }]
  })
  assert.deepEqual(wrong, [])
}
