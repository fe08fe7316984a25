import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { lockOrder } from '@/db/queries/orders/orders'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import type { Actor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addOrder } from '@/test/support/order-commands'
import { openException } from '../exceptions/open-exception'
import { resumeOrder } from './resume-order'

const { sql } = await openTestDatabase()

const as = (role: 'care' | 'manager'): CommandContext => ({
  actor: { kind: 'person', id: uuidv7(), name: 'Grace Hopper', role },
  requestId: 'resume-1',
})
const reason = 'The bank says it works now.'

let orderId: string
beforeAll(async () => {
  orderId = await addOrder(sql)
})

/** Adds an order blocked or retrying at its capture, with an open exception. */
async function stop(status: 'blocked' | 'retrying'): Promise<string> {
  const id = await addOrder(sql)
  const actor: Actor = { kind: 'step', id: 'capture', name: 'capture' }
  await runInTransaction({ actor, requestId: 'test' }, async (uow) => {
    await lockOrder(uow.tx, id)
    await insertOrderSteps(uow.tx, id)
    const kind = 'payment_declined'
    await openException(uow, { orderId: id, step: 'capture', kind, message: 'No money.' })
  })
  await sql`update order_steps set status = 'done' where order_id = ${id} and position < 2`
  await sql`update order_steps set status = ${status}, next_attempt_at = now() + interval '1 hour'
    where order_id = ${id} and step = 'capture'`
  await sql`update orders set status = 'blocked' where id = ${id}`
  return id
}

const capture = async (id: string) => {
  const [row] = await sql`select * from order_steps where order_id = ${id} and step = 'capture'`
  return row
}

test('a blocked order resumes: step, timeline, audit and event in one transaction', async () => {
  const id = await stop('blocked')
  expect(await resumeOrder({ orderId: id, reason }, as('care'))).toEqual({
    orderId: id,
    steps: ['capture'],
  })
  expect(await capture(id)).toMatchObject({ status: 'pending', next_attempt_at: null })
  const [order] = await sql`select status from orders where id = ${id}`
  expect(order?.status).toBe('processing')
  const events =
    await sql`select * from order_events where order_id = ${id} and type = 'order.resumed'`
  expect(events).toMatchObject([
    { actor_kind: 'person', actor_name: 'Grace Hopper', data: { reason } },
  ])
  const audit = await sql`select * from audit_log where subject_id = ${id}`
  expect(audit).toMatchObject([{ action: 'order.resumed', request_id: 'resume-1' }])
  const outbox = await sql`select name, data from outbox where data->>'orderId' = ${id}`
  expect(outbox).toEqual([
    {
      name: 'order/resumed',
      data: { orderId: id, requestId: 'resume-1', reason, step: 'capture' },
    },
  ])
  // The exception stays open until its step succeeds.
  const [exception] = await sql`select status from exceptions where order_id = ${id}`
  expect(exception?.status).toBe('open')
})

test('a retry scheduled in an hour becomes due now', async () => {
  const id = await stop('retrying')
  await resumeOrder({ orderId: id, reason }, as('care'))
  const step = await capture(id)
  expect(step?.status).toBe('retrying')
  expect(step?.next_attempt_at.getTime()).toBeLessThanOrEqual(Date.now())
})

test.each(['canceled', 'completed', 'on_hold'])(
  'resuming an order that is %s is rejected with a message',
  async (status) => {
    await sql`update orders set status = ${status} where id = ${orderId}`
    await expect(resumeOrder({ orderId, reason }, as('care'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Order #'),
    })
    const outbox = await sql`select 1 from outbox where data->>'orderId' = ${orderId}`
    expect(outbox).toHaveLength(0)
  },
)

test('missing permission and unknown orders are refused', async () => {
  await expect(resumeOrder({ orderId, reason }, as('manager'))).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('Your role is manager'),
  })
  await expect(resumeOrder({ orderId: uuidv7(), reason }, as('care'))).rejects.toMatchObject({
    code: 'not_found',
  })
})
