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
async function applyChange(
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
  const isResumed = await runInTransaction(
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
  return { isResumed, step: step?.status, events: events.length }
}

const RESUMED = { isResumed: true, step: 'pending', events: 1 }
const UNCHANGED = { isResumed: false, step: 'blocked', events: 0 }

test.each([
  ['a payment', 'payment', 'capture'],
  ['a change of the order', 'order', 'validate'],
  ['a change of the order', 'order', 'ship'],
  ['a fulfillment', 'fulfillment', 'ship'],
] as const)('%s resumes a step that was blocked without it', async (_, fact, step) => {
  expect(await applyChange('blocked', step, fact)).toEqual(RESUMED)
})

test.each([
  ['an unrelated update does not charge a declined card again', 'order', 'capture'],
  ['a payment does not resolve an invalid address', 'payment', 'ship'],
  ['no webhook resolves a fraud review', 'order', 'screen'],
] as const)('%s', async (_, fact, step) => {
  expect(await applyChange('blocked', step, fact)).toEqual(UNCHANGED)
})

test('a change of the order may resolve a payment mismatch', async () => {
  expect(await applyChange('blocked', 'capture', 'order', 'amount_mismatch')).toEqual(RESUMED)
})

test('a waiting order is resumed; a processing, blocked or finished one is not', async () => {
  expect(await applyChange('waiting', 'complete', 'payment')).toMatchObject({
    isResumed: true,
    events: 1,
  })
  for (const status of ['processing', 'completed', 'canceled']) {
    expect(await applyChange(status, 'capture', 'payment')).toEqual(UNCHANGED)
  }
})

test('a held order is not resumed until it is released', async () => {
  const ready = { isResumed: false, step: 'pending', events: 0 }
  expect(await applyChange('on_hold', 'capture', 'payment')).toEqual(ready)
})
