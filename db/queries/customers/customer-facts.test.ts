import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { revealCustomer, revealOrder } from '@/server/modules/customers/reveal-personal-data'
import { openTestDatabase } from '@/test/support/database'
import { addOrder } from '@/test/support/order-commands'
import { addTender } from '@/test/support/payments'
import { findCustomerKey, getCustomerFacts, listCustomerOrders } from './customer-facts'

const { sql } = await openTestDatabase()

let customerId: string
let mine: string[]

beforeAll(async () => {
  mine = [await addOrder(sql), await addOrder(sql)]
  const other = await addOrder(sql, { email: 'somebody@else.example' })
  const [order] = await sql`select storefront_id from orders where id = ${other}`
  customerId = uuidv7()
  await sql`insert into customers ${sql({
    id: customerId,
    storefront_id: order?.storefront_id,
    external_id: '1',
    email: 'ada@example.com',
    first_name: 'Ada',
  })}`
  await sql`update orders set customer_id = ${customerId} where id in ${sql(mine)}`
  for (const [orderId, daysAgo] of [
    [mine[0] ?? '', 10],
    [mine[1] ?? '', 100],
  ] as const) {
    const payment = await addTender(sql, orderId, { kind: 'gift_card', minor: 3000 })
    await sql`insert into payment_transactions ${sql({
      id: uuidv7(),
      payment_id: payment,
      order_id: orderId,
      kind: 'refund',
      status: 'succeeded',
      amount_minor: 500,
      amount_shop_minor: 500,
      source: 'storefront',
      idempotency_key: uuidv7(),
      at: new Date(Date.now() - daysAgo * 86_400_000),
    })}`
  }
})

test('totals of a customer’s orders; refunds of the last 90 days only', async () => {
  const key = await findCustomerKey(mine[0] ?? '')
  if (!key) throw new Error('The order is not there.')
  expect(await getCustomerFacts(key)).toMatchObject({
    orderCount: 2,
    openExceptions: 0,
    money: [{ currency: 'USD', valueMinor: 5000n, refundedMinor: 500n }],
  })
  const others = await listCustomerOrders(key, 5, key.orderId)
  expect(others.map(({ id }) => id)).toEqual([mine[1]])
})

test('a guest is identified by email within a storefront; without an email there are no totals', async () => {
  const guest = await addOrder(sql, { email: 'Guest@example.com' })
  const key = await findCustomerKey(guest)
  if (!key) throw new Error('The order is not there.')
  expect(await getCustomerFacts({ ...key, email: 'guest@EXAMPLE.com' })).toMatchObject({
    orderCount: 1,
  })
  expect(await getCustomerFacts({ ...key, email: null })).toMatchObject({ orderCount: 0 })
})

test('revealing personal data is recorded in the audit log', async () => {
  const person = { kind: 'person', id: uuidv7(), name: 'Grace', role: 'engineer' } as const
  const context = { actor: person, requestId: 'reveal-1' }
  const orderId = mine[0] ?? ''
  expect(await revealOrder({ orderId }, context)).toMatchObject({ email: 'ada@example.com' })
  expect(await revealCustomer({ customerId }, context)).toMatchObject({ name: 'Ada' })
  const rows = await sql`select action, subject_id, actor_id from audit_log order by id`
  expect(rows).toEqual([
    { action: 'order.personal_data_revealed', subject_id: orderId, actor_id: person.id },
    { action: 'customer.personal_data_revealed', subject_id: customerId, actor_id: person.id },
  ])
})
