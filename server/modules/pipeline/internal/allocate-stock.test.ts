import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { addOrder, addProduct, addStorefront } from '@/test/support/order-commands'
import { noPrefetchedSteps } from '../prefetched-steps'
import { runStep } from '../run-step'

process.env.AFTERCART_POOL_SIZE = '12'
const { sql } = await openTestDatabase()
const storefrontId = await addStorefront(sql)

const allocate = (orderId: string) =>
  runStep('allocate', {
    orderId,
    runId: randomUUID(),
    requestId: 'test',
    retryScale: 0.001,
    prefetched: noPrefetchedSteps(),
  })

test('concurrent orders for the same two items get the available stock without a deadlock', async () => {
  await addProduct(sql, storefrontId, { sku: 'LEFT', onHand: 10 })
  await addProduct(sql, storefrontId, { sku: 'RIGHT', onHand: 10 })
  const skus = ['LEFT', 'RIGHT']
  const orders = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      addOrder(sql, {
        // Every second order lists them in reverse.
        lines: (index % 2 ? skus : [...skus].reverse()).map((sku) => ({
          sku,
          quantity: 2,
          unitPriceMinor: 100,
        })),
      }),
    ),
  )
  const verdicts = await Promise.all(orders.map(allocate))
  expect(verdicts.filter((verdict) => verdict.outcome === 'continue')).toHaveLength(5)
  expect(verdicts.filter((verdict) => verdict.outcome === 'stopped')).toHaveLength(7)
  const products = await sql`select on_hand, allocated from products where sku in ('LEFT', 'RIGHT')`
  expect(products).toEqual([
    { on_hand: 10, allocated: 10 },
    { on_hand: 10, allocated: 10 },
  ])
  const rows = await sql`select order_id, count(*)::int from stock_allocations group by 1`
  expect(rows).toHaveLength(5)
  expect(rows.every((row) => row.count === 2)).toBe(true)
})

test('two connections allocating one order reserve its stock once', async () => {
  await addProduct(sql, storefrontId, { sku: 'ONCE', onHand: 10 })
  const orderId = await addOrder(sql, { lines: [{ sku: 'ONCE', quantity: 3, unitPriceMinor: 1 }] })
  const verdicts = await Promise.all([allocate(orderId), allocate(orderId)])
  expect(verdicts).toEqual([{ outcome: 'continue' }, { outcome: 'continue' }])
  const [product] = await sql`select allocated from products where sku = 'ONCE'`
  expect(product?.allocated).toBe(3)
})

test('the same item on two lines is summed', async () => {
  await addProduct(sql, storefrontId, { sku: 'PAIR', onHand: 3 })
  const line = { sku: 'PAIR', quantity: 2, unitPriceMinor: 1 }
  const orderId = await addOrder(sql, { lines: [line, line] })
  expect(await allocate(orderId)).toEqual({ outcome: 'stopped', because: 'blocked' })
  const [exception] = await sql`select message from exceptions where order_id = ${orderId}`
  expect(exception?.message).toBe('Not enough stock: The PAIR (4 needed, 3 available).')
})
