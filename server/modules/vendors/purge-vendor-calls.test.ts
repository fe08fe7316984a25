import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder } from '@/test/support/exceptions'
import { purgeVendorCalls } from './purge-vendor-calls'

const { sql } = await openTestDatabase()
const DAY_MS = 24 * 60 * 60 * 1000
const NOW = new Date()

const addCall = (orderId: string, daysAgo: number) => {
  const at = new Date(NOW.getTime() - daysAgo * DAY_MS)
  return sql`insert into vendor_calls ${sql({
    id: uuidv7({ msecs: at.getTime() }),
    order_id: orderId,
    step: 'capture',
    request_id: 'test',
    vendor: 'api.stripe.com',
    method: 'POST',
    path: `/${daysAgo}`,
    outcome: 'unknown',
    at,
    ms: 1,
  })}`
}

test('calls are deleted after ninety days, except those of open exceptions', async () => {
  const closed = await addBlockedOrder(sql)
  const open = await addBlockedOrder(sql)
  await sql`update exceptions set status = 'resolved', closed_at = now()
    where id = ${closed.exceptionId}`
  for (const { orderId } of [closed, open])
    for (const daysAgo of [1, 89, 91, 92, 400]) await addCall(orderId, daysAgo)
  expect(await purgeVendorCalls(NOW, 2)).toBe(3)
  const left =
    await sql`select path from vendor_calls where order_id = ${closed.orderId} order by at`
  expect(left.map(({ path }) => path)).toEqual(['/89', '/1'])
  expect(await sql`select 1 from vendor_calls where order_id = ${open.orderId}`).toHaveLength(5)
  expect(await purgeVendorCalls(NOW)).toBe(0)
})
