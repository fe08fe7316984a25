import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { noPrefetchedSteps } from '@/server/modules/pipeline/prefetched-steps'
import { executeStep, type OrderRun } from '@/server/pipeline/execute-step'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

vi.stubEnv('AFTERCART_ENGINE', 'embedded')
const shop = await openTestShop(startTestSandbox)
const { sql } = shop

const newRun = (orderId: string, engine = {}): OrderRun => ({
  orderId,
  requestId: 'test',
  runId: randomUUID(),
  // However slow the machine is, the call never reaches its time limit.
  prefetched: { ...noPrefetchedSteps(engine), startedAt: Number.POSITIVE_INFINITY },
})

/** Executes the steps like an engine that keeps a run in one call; returns where it stopped. */
async function executeSteps(run: OrderRun, last: PipelineStep = 'complete'): Promise<string> {
  for (const name of PIPELINE_STEPS.slice(0, PIPELINE_STEPS.indexOf(last) + 1)) {
    const memo = await executeStep(name, run)
    if (memo.outcome === 'stopped') return `${name}: ${memo.because}`
  }
  return 'continue'
}

/** Returns the steps of an order that each transaction finished. */
const transactions = async (orderId: string): Promise<string[]> => {
  const rows = await sql`
    select string_agg(data->>'step', ' ' order by at, id) as steps from order_events
    where order_id = ${orderId} and type in ('step.completed', 'step.skipped')
    group by xmin::text order by min(id::text)`
  return rows.map((row) => row.steps)
}

test('the next step is started in the transaction that finishes a step', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ email: 'ahead@example.com' })
  expect(await executeSteps(newRun(orderId))).toBe('continue')
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  const together = ['validate', 'screen', 'capture allocate', 'ship', 'notify sync complete']
  expect(await transactions(orderId)).toEqual(together)
  const actors = await sql`
    select data->>'step' as step, actor_id from order_events
    where order_id = ${orderId} and type in ('step.completed', 'step.skipped')`
  expect(actors.every((row) => row.actor_id === row.step)).toBe(true)
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
  expect(await shop.mails('ahead@example.com')).toHaveLength(1)
})

test('an engine known to stay in one call gets the first steps in one transaction', async () => {
  const { orderId } = await shop.addPaidOrder()
  expect(await executeSteps(newRun(orderId, { isInOneCall: true }))).toBe('continue')
  const together = ['validate screen', 'capture allocate', 'ship', 'notify sync complete']
  expect(await transactions(orderId)).toEqual(together)
})

test('a retried step gets its own call and prefetches nothing', async () => {
  const [first, again] = [await shop.addPaidOrder(), await shop.addPaidOrder()]
  await shop.engine.dispatch(shop.start(first.orderId))
  await shop.engine.dispatch(Object.assign(shop.start(again.orderId), { attempt: 1 }))
  expect(await shop.steps(first.orderId)).toContain('capture running')
  expect(await shop.steps(again.orderId)).toContain('screen pending')
})

test('a step that throws does not roll back the previous one', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  await sql.unsafe(`
    create function refuse_shipment() returns trigger language plpgsql as
      $$ begin raise exception 'no shipments today'; end $$;
    create trigger refuse_shipment before insert on shipments
      for each row when (new.order_id = '${orderId}') execute function refuse_shipment()`)
  await expect(executeSteps(newRun(orderId))).rejects.toThrow('no shipments today')
  expect(await shop.steps(orderId)).toEqual(
    expect.arrayContaining(['capture done', 'allocate done', 'ship retrying', 'notify pending']),
  )
  expect(await shop.exceptions(orderId)).toMatchObject([{ step: 'ship', kind: 'internal_error' }])
  await sql`drop trigger refuse_shipment on shipments`
  await sql`update order_steps set next_attempt_at = now() - interval '1 second' where order_id = ${orderId} and step = 'ship'`
  expect(await executeSteps(newRun(orderId))).toBe('continue')
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
})

test('a step started by a dead process is taken over when its lease expires', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  expect(await executeSteps(newRun(orderId), 'screen')).toBe('continue')
  expect(await shop.steps(orderId)).toContain('capture running')
  await expect(executeSteps(newRun(orderId))).rejects.toThrow('another run is executing the step')
  await sql`update order_steps set leased_until = now() - interval '1 second' where order_id = ${orderId}`
  expect(await executeSteps(newRun(orderId))).toBe('continue')
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', applied: 1 }])
  const captures = await sql`
    select status from payment_transactions where order_id = ${orderId} and kind = 'capture'`
  expect(captures).toEqual([{ status: 'succeeded' }])
})
