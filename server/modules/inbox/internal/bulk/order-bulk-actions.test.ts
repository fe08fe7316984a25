import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { countOrderRows } from '@/db/queries/orders/order-bulk'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import type { OrderBulkAction } from '@/domain/bulk/bulk-jobs'
import { type OrderFilter, OrderFilterInput } from '@/domain/order/order-filter'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { addPerson } from '@/test/support/exceptions'
import { addOrder } from '@/test/support/order-commands'
import { runBulkBatch } from '../../run-bulk-batch'
import { startBulkJob } from '../../start-bulk-job'

const { sql } = await openTestDatabase()
const system: CommandContext = { actor: systemActor('test'), requestId: 'test' }
let lead: Awaited<ReturnType<typeof addPerson>>

beforeAll(async () => {
  lead = await addPerson(sql, 'Grace Hopper', 'lead')
})
beforeEach(async () => {
  await emptyTables(sql, 'storefronts')
})

async function add(count: number, status = 'processing'): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) {
    const orderId = await addOrder(sql)
    await runInTransaction(system, ({ tx }) => insertOrderSteps(tx, orderId))
    await sql`update orders set status = ${status} where id = ${orderId}`
    ids.push(orderId)
  }
  return ids
}

async function run(kind: OrderBulkAction, filter: Partial<OrderFilter>, payload = {}) {
  const jobId = uuidv7()
  await startBulkJob({ jobId, kind, filter, payload }, lead)
  await runBulkBatch(jobId)
  const [job] = await sql`select status, total, done, refused from bulk_jobs where id = ${jobId}`
  const messages = await sql`select message from bulk_job_rows
    where job_id = ${jobId} and status = 'refused' order by message`
  return { ...job, messages: messages.map(({ message }) => message) }
}

test('selected orders are tagged as the person who started the job', async () => {
  const [first = '', second = '', other = ''] = await add(3)
  expect(await run('orders.tag', { ids: [first, second] }, { tag: ' VIP 🎉 ' })).toMatchObject({
    status: 'done',
    total: 2,
    done: 2,
  })
  const tagged = await sql`select id, tags from orders order by id`
  expect(tagged.map(({ tags }) => tags)).toEqual([['VIP'], ['VIP'], []])
  expect(other).toBe(tagged[2]?.id)
  const events = await sql`select actor_name from order_events where type = 'tag.added'`
  expect(events.map((row) => row.actor_name)).toEqual(['Grace Hopper', 'Grace Hopper'])
})

test('every matching order is held; a finished one is refused with a reason', async () => {
  await add(3)
  const [done = ''] = await add(1, 'completed')
  await sql`update orders set name = '#done' where id = ${done}`
  const filter = OrderFilterInput.parse({})
  expect(await countOrderRows('orders.hold', filter)).toEqual({ total: 4, refused: 1 })
  expect(await run('orders.hold', { view: 'all' }, { reason: 'Recall' })).toEqual({
    status: 'done',
    total: 4,
    done: 3,
    refused: 1,
    messages: ['Order #done is already completed.'],
  })
  expect(await countOrderRows('orders.release', filter)).toEqual({ total: 4, refused: 1 })
  await run('orders.release', { status: ['on_hold'] }, { reason: 'Fine again' })
  const rows = await sql`select status from orders group by 1 order by 1`
  expect(rows.map(({ status }) => status)).toEqual(['completed', 'processing'])
  const resumed = await sql`select 1 from outbox where name = 'order/resumed'`
  expect(resumed).toHaveLength(3)
})

test('a search selects what the list shows, exact or not', async () => {
  const [exact = '', near = ''] = await add(3)
  await sql`update orders set name = '#77', search_text = '#77' where id = ${exact}`
  await sql`update orders set name = '#9', search_text = 'road 77' where id = ${near}`
  expect(await run('orders.tag', { search: '77' }, { tag: 'found' })).toMatchObject({ total: 2 })
})

test('the receipt is resent to customers who had one', async () => {
  const [sent = '', unsent = ''] = await add(2)
  await sql`update order_steps set status = 'done' where order_id = ${sent} and step = 'notify'`
  const filter = OrderFilterInput.parse({ ids: [sent, unsent] })
  expect(await countOrderRows('orders.resend_receipt', filter)).toEqual({ total: 2, refused: 1 })
  expect(await run('orders.resend_receipt', filter)).toMatchObject({ done: 1, refused: 1 })
  const mails =
    await sql`select data->>'orderId' as id from outbox where name = 'receipt/requested'`
  expect(mails.map(({ id }) => id)).toEqual([sent])
})

test('a role without the bulk permission starts nothing', async () => {
  const [id = ''] = await add(1)
  for (const role of ['care', 'manager', 'finance'] as const) {
    const person = await addPerson(sql, 'Ada', role)
    const request = { jobId: uuidv7(), filter: { ids: [id] }, payload: { tag: 'x' } }
    await expect(startBulkJob({ ...request, kind: 'orders.tag' }, person)).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
})
