import { expect, test } from 'vitest'
import { transaction } from '@/db/client'
import { lockOrder } from '@/db/queries/orders/orders'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addOrder } from '@/test/support/order-commands'
import { resumeUnblockedSteps, type UnblockingChange } from './resume-unblocked-steps'

const { sql } = await openTestDatabase()

/** Applies a change to an order blocked at a step; returns the result. */
async function wake(
  status: string,
  blocked: string,
  fact: UnblockingChange,
  kind = 'payment_declined',
) {
  const orderId = await addOrder(sql)
  await transaction((tx) => insertOrderSteps(tx, orderId))
  await sql`update orders set status = ${status} where id = ${orderId}`
  const lastError = sql.json({ kind, code: '', message: '' })
  await sql`update order_steps set status = 'blocked', last_error = ${lastError}
    where order_id = ${orderId} and step = ${blocked}`
  const isWoken = await runInTransaction(
    { actor: systemActor('intake'), requestId: 'r' },
    async (uow) => {
      const order = await lockOrder(uow.tx, orderId)
      if (!order) throw new Error('Order not found.')
      return resumeUnblockedSteps(uow, order, fact)
    },
  )
  const [step] = await sql`
    select status from order_steps where order_id = ${orderId} and step = ${blocked}`
  const events = await sql`select 1 from outbox where data->>'orderId' = ${orderId}`
  return { isWoken, step: step?.status, events: events.length }
}

const woken = { isWoken: true, step: 'pending', events: 1 }
const left = { isWoken: false, step: 'blocked', events: 0 }

test.each([
  ['a payment', 'payment', 'capture'],
  ['a change of the order', 'order', 'validate'],
  ['a change of the order', 'order', 'ship'],
  ['a fulfillment', 'fulfillment', 'ship'],
] as const)('%s lets a step go on that was stopped for want of it', async (_, fact, step) => {
  expect(await wake('blocked', step, fact)).toEqual(woken)
})

test.each([
  ['an unrelated update charges no declined card again', 'order', 'capture'],
  ['a payment does not settle an address', 'payment', 'ship'],
  ['nothing that comes in settles a fraud review', 'order', 'screen'],
] as const)('%s', async (_, fact, step) => {
  expect(await wake('blocked', step, fact)).toEqual(left)
})

test('a change of the order may resolve a payment mismatch', async () => {
  expect(await wake('blocked', 'capture', 'order', 'amount_mismatch')).toEqual(woken)
})

test('a waiting order is resumed; a processing, blocked or finished one is not', async () => {
  expect(await wake('waiting', 'complete', 'payment')).toMatchObject({ isWoken: true, events: 1 })
  for (const status of ['processing', 'completed', 'canceled']) {
    expect(await wake(status, 'capture', 'payment')).toEqual(left)
  }
})

test('a held order is not resumed until it is released', async () => {
  const ready = { isWoken: false, step: 'pending', events: 0 }
  expect(await wake('on_hold', 'capture', 'payment')).toEqual(ready)
})
