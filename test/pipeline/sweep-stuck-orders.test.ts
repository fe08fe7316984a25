import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { transaction } from '@/db/client'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import { sweepWebhooks } from '@/server/modules/intake/sweep-webhooks'
import { sweepOrders } from '@/server/modules/steps/sweep-orders'
import { addOrder, addWebhook } from '@/test/support/order-commands'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop

beforeEach(async () => {
  await sql`delete from outbox`
  await sql`update orders set status = 'completed'`
  await sql`update webhooks set status = 'processed'`
})

/** Adds an order whose first step is done and that has made no progress for `minutes` since. */
async function addStalledOrder(minutes: number, status = 'processing'): Promise<string> {
  const { orderId } = await shop.addPaidOrder()
  await transaction((tx) => insertOrderSteps(tx, orderId))
  await sql`update order_steps set status = 'done' where order_id = ${orderId} and step = 'validate'`
  await sql`update orders set status = ${status},
    progressed_at = now() - ${minutes} * interval '1 minute' where id = ${orderId}`
  return orderId
}

const resumed = async (orderId: string) =>
  (await sql`select 1 from outbox where name = 'order/resumed' and data->>'orderId' = ${orderId}`)
    .length

test('an order without progress for minutes is resumed without an exception', async () => {
  const fresh = await addStalledOrder(2)
  const stalled = await addStalledOrder(10)
  expect(await sweepOrders()).toEqual({ nudged: 1, reported: 0 })
  expect([await resumed(fresh), await resumed(stalled)]).toEqual([0, 1])
  expect(await shop.exceptions(stalled)).toHaveLength(0)
})

test('one stuck for longer is reported once, and the report closes automatically', async () => {
  const orderId = await addStalledOrder(45)
  expect(await sweepOrders()).toEqual({ nudged: 0, reported: 1 })
  expect(await shop.exceptions(orderId)).toMatchObject([
    {
      kind: 'step_stuck',
      stage: 'engineer',
      status: 'open',
      step: 'screen',
      message: 'Order stuck for 45 minutes at the screen step.',
    },
  ])
  expect(await sweepOrders()).toEqual({ nudged: 0, reported: 0 })
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved', attempts: 1 }])
})

test('an order may wait a day for its payment', async () => {
  const patient = await addStalledOrder(60, 'waiting')
  const forgotten = await addStalledOrder(25 * 60, 'waiting')
  expect(await sweepOrders()).toEqual({ nudged: 0, reported: 1 })
  expect(await shop.exceptions(patient)).toHaveLength(0)
  expect(await shop.exceptions(forgotten)).toMatchObject([{ kind: 'step_stuck' }])
})

test.each([
  ['is running', { status: 'running', leased_until: new Date(Date.now() + 60_000) }],
  [
    'is scheduled for a retry',
    { status: 'retrying', next_attempt_at: new Date(Date.now() + 60_000) },
  ],
])('an order whose step %s is skipped', async (_, change) => {
  const orderId = await addStalledOrder(45)
  await sql`update order_steps set ${sql(change)} where order_id = ${orderId} and step = 'screen'`
  expect(await sweepOrders()).toEqual({ nudged: 0, reported: 0 })
})

test('an order whose retry never ran is resumed', async () => {
  const orderId = await addStalledOrder(10)
  const due = new Date(Date.now() - 6 * 60_000)
  await sql`update order_steps set status = 'retrying', next_attempt_at = ${due}, run_id = 'lost'
    where order_id = ${orderId} and step = 'screen'`
  expect(await sweepOrders()).toEqual({ nudged: 1, reported: 0 })
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
})

test('an unprocessed webhook is emitted again and reported, and the report closes', async () => {
  const webhookId = await addWebhook(sql, shop.storefrontId)
  const age = async (minutes: number) =>
    sql`update webhooks set status = 'received',
      received_at = now() - ${minutes} * interval '1 minute' where id = ${webhookId}`
  await age(1)
  expect(await sweepWebhooks()).toEqual({ resent: 0 })
  await age(5)
  expect(await sweepWebhooks()).toEqual({ resent: 1 })
  const [event] = await sql`select name, data from outbox`
  expect(event).toEqual({ name: 'webhook/received', data: { webhookId, requestId: 'test' } })
  await age(40)
  await sweepWebhooks()
  const report = () => sql`select * from exceptions where webhook_id = ${webhookId}`
  expect(await report()).toMatchObject([{ kind: 'step_stuck', stage: 'engineer', status: 'open' }])
  await sql`update webhooks set status = 'processed' where id = ${webhookId}`
  await sweepWebhooks()
  expect(await report()).toMatchObject([{ status: 'resolved' }])
})

test('the cron function sweeps and flushes its events', async () => {
  const orderId = await addStalledOrder(10)
  const cron = engine.startFunction('sweep-stuck-orders', { cron: '*/5 * * * *' })
  await engine.finish(cron)
  expect(cron.result).toEqual({
    orders: { nudged: 1, reported: 0 },
    webhooks: { resent: 0 },
    shortages: { resumed: 0 },
    pruned: 0,
  })
  expect(engine.runs.some((one) => one.event.data.orderId === orderId)).toBe(true)
})

test('a run that fails for good opens an exception for engineers', async () => {
  const orderId = await addOrder(sql)
  const run = shop.start(orderId)
  const rule = `refuse_${uuidv7().replaceAll('-', '')}`
  await sql.unsafe(`create function ${rule}() returns trigger language plpgsql as $$
      begin raise exception 'no step may change'; end $$;
    create trigger ${rule} before insert or update on order_steps for each row
      execute function ${rule}()`)
  await engine.finish(run)
  await sql.unsafe(`drop trigger ${rule} on order_steps; drop function ${rule}`)
  expect(run).toMatchObject({ status: 'failed', error: { message: expect.any(String) } })
  await transaction((tx) => insertOrderSteps(tx, orderId))
  await engine.drain()
  expect(await shop.order(orderId)).toMatchObject({ status: 'blocked' })
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({
    kind: 'internal_error',
    stage: 'engineer',
    status: 'open',
    step: 'validate',
    message: expect.stringContaining('no step may change'),
  })
  expect(exception?.detail.runId).toBe(run.id)
})

test('events sent a week ago are deleted, unsent ones are kept', async () => {
  await sql`delete from outbox`
  await sql`insert into outbox (id, name, data, created_at, sent_at) values
    (${uuidv7()}, 'old', '{}', now() - interval '8 days', now() - interval '8 days'),
    (${uuidv7()}, 'fresh', '{}', now(), now()),
    (${uuidv7()}, 'held', '{}', now() - interval '8 days', null)`
  await sql`update outbox set claimed_until = now() + interval '1 minute' where name = 'held'`
  await engine.finish(engine.startFunction('sweep-stuck-orders', {}))
  const names = (await sql`select name from outbox order by name`).map((row) => row.name)
  expect(names).toEqual(['fresh', 'held'])
})
