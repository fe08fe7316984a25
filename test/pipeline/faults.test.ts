import { expect, test } from 'vitest'
import { retryException } from '@/server/modules/inbox/retry-exception'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { type Fault, type FaultyProxy, openProxy } from '../support/pipeline/proxy'
import { openTestShop } from '../support/pipeline/shop'

const TIMEOUT_MS = 300
process.env.AFTERCART_VENDOR_TIMEOUT_MS = String(TIMEOUT_MS)

let proxy: FaultyProxy | undefined
const shop = await openTestShop(async () => {
  const sandbox = await startTestSandbox()
  const opened = await openProxy(sandbox.url)
  proxy = opened
  const stop = async () => {
    await opened.stop()
    await sandbox.stop()
  }
  return { ...sandbox, url: opened.url, stop }
})
const { sql, engine } = shop
const care = await addPerson(sql, 'care')

/** Injects faults into the next capture calls. */
const breakCapture = (...faults: Fault[]) => proxy?.breakNext(/\/capture$/, ...faults)

const capturedOnce = { captured: 3000, keys: [{ action: 'capture', asked: 1, applied: 1 }] }

test('429: nothing was done, and the call is retried after Retry-After', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  breakCapture({ status: 429, headers: { 'retry-after': '7' }, text: '{}' })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await engine.dispatch(run)
  expect(run.retryAfter).toBe(7)
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind: 'gateway_unavailable', status: 'retrying', attempts: 1 })
  const waitMs = exception?.next_attempt_at - exception?.last_failed_at
  expect(waitMs).toBeGreaterThanOrEqual(7000)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0, keys: [] })
  await engine.finish(run)
  expect(await shop.ledger(reference)).toMatchObject(capturedOnce)
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

const HTML = '<html><title>Welcome to our network</title></html>'
const AMBIGUOUS: Record<string, Fault> = {
  'a response after the timeout': { passedOn: true, afterMs: 4 * TIMEOUT_MS },
  'truncated JSON': { passedOn: true, keepBytes: 40 },
  'an HTML page that is not from the vendor': {
    status: 200,
    headers: { 'content-type': 'text/html' },
    text: HTML,
  },
}

test.each(Object.entries(AMBIGUOUS))(
  '%s: the payment is looked up and captured once',
  async (_name, fault) => {
    const { orderId, reference } = await shop.addPaidOrder()
    breakCapture(fault)
    const run = await shop.place(orderId)
    expect(run.calls.filter((name) => name === 'capture')).toHaveLength(2)
    expect(await shop.order(orderId)).toMatchObject({ status: 'completed', payment_status: 'paid' })
    expect(await shop.exceptions(orderId)).toMatchObject([
      { kind: 'payment_unknown', status: 'resolved', attempts: 1 },
    ])
    expect(await shop.ledger(reference)).toMatchObject(capturedOnce)
    const calls = await sql`select outcome, answer from vendor_calls where order_id = ${orderId}
    order by id`
    expect(calls[0]).toMatchObject({ outcome: 'unknown' })
    if ('status' in fault) expect(calls[0]?.answer).toBe(HTML)
  },
)

test('a label whose purchase response was lost is found, not bought again', async () => {
  const { orderId } = await shop.addPaidOrder()
  proxy?.breakNext(/\/buy$/, { passedOn: true, keepBytes: 40 })
  await shop.place(orderId)
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  const bought = await sql`select path from vendor_calls where order_id = ${orderId}
    and method = 'POST' and path like '%/buy'`
  expect(bought).toHaveLength(1)
  const parcels = await sql`select 1 from shipments where order_id = ${orderId}`
  expect(parcels).toHaveLength(1)
})

test('a manual retry during the automatic one does nothing twice', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'outage:1' })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await engine.dispatch(run)
  const [exception] = await shop.exceptions(orderId)
  const retryManually = async () => {
    await retryException({ exceptionId: exception?.id, reason: 'Once more' }, care)
    await flushOutbox()
    await engine.drain()
  }
  const results = await Promise.allSettled([retryManually(), engine.finish(run)])
  // The later one gets a conflict.
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason.message).toMatch(/\.$/)
  await engine.drain()
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  const ledger = await shop.ledger(reference)
  expect(ledger).toMatchObject({ captured: 3000, keys: [{ action: 'capture', applied: 1 }] })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

test('repeated and late events change nothing', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  const data = { orderId, requestId: 'test' }
  const event = { id: `placed-${orderId}`, name: 'order/placed', data }
  engine.accept(event)
  expect(engine.accept(event)).toHaveLength(0)
  await engine.drain()
  const before = await shop.order(orderId)
  const steps = await sql`select * from order_steps where order_id = ${orderId} order by position`
  engine.accept({ name: 'order/placed', data })
  engine.accept({ name: 'order/resumed', data: { ...data, step: 'capture', reason: 'late' } })
  await engine.drain()
  expect(await shop.order(orderId)).toEqual(before)
  expect(
    await sql`select * from order_steps where order_id = ${orderId} order by position`,
  ).toEqual(steps)
  expect(await shop.ledger(reference)).toMatchObject(capturedOnce)
})

test('an order blocked at a step that a deploy renames continues', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'insufficient_funds' })
  await shop.place(orderId)
  expect(await shop.steps(orderId)).toContain('capture blocked')
  // The state as the previous version would have left it.
  await sql`update order_steps set step = 'charge', idempotency_key = ${`${orderId}:charge`}
    where order_id = ${orderId} and step = 'capture'`
  await sql`update exceptions set step = 'charge' where order_id = ${orderId}`
  await sql`update payments set gateway_reference = ${(await shop.addPaidOrder()).reference}
    where order_id = ${orderId}`
  const [exception] = await shop.exceptions(orderId)
  await retryException({ exceptionId: exception?.id, reason: 'Once more' }, care)
  await flushOutbox()
  await engine.drain()
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed', payment_status: 'paid' })
  expect(await shop.steps(orderId)).toEqual(
    expect.arrayContaining(['capture done', 'charge skipped', 'complete done']),
  )
  expect(await shop.exceptions(orderId)).toMatchObject([{ step: 'charge', status: 'resolved' }])
  expect((await shop.ledger(reference)).captured).toBe(0)
})

test('a step that always throws goes to engineers, and other orders continue', async () => {
  const [bad, ...good] = await Promise.all([1, 2, 3].map(() => shop.addPaidOrder()))
  await sql.unsafe(`create function break_parcel() returns trigger language plpgsql as
    $$ begin
      if new.order_id = '${bad?.orderId}' then raise exception 'no such parcel'; end if;
      return new;
    end $$`)
  await sql`create trigger break_parcel before insert on shipments
    for each row execute function break_parcel()`
  const orders = [bad, ...good].flatMap((one) => (one ? [one] : []))
  const runs = orders.map(({ orderId }) => shop.start(orderId))
  await engine.drain()
  expect(runs[0]?.calls.filter((name) => name === 'ship')).toHaveLength(2)
  expect(await shop.exceptions(bad?.orderId ?? '')).toMatchObject([
    { kind: 'internal_error', stage: 'engineer', status: 'open', attempts: 2 },
  ])
  expect(await shop.steps(bad?.orderId ?? '')).toContain('ship blocked')
  for (const { orderId } of good)
    expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
})
