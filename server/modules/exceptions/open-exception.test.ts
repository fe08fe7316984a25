import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addOrder, addStorefront, addWebhook } from '@/test/support/order-commands'
import { closeExceptions } from './close-exceptions'
import { openException } from './open-exception'

const { sql } = await openTestDatabase()
const inWrite = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  runInTransaction({ actor: systemActor('test'), requestId: 'test' }, work)

let orderId: string
beforeEach(async () => {
  orderId = await addOrder(sql)
})

const later = () => new Date(Date.now() + 300_000)
const outage = (nextAttemptAt?: Date) => ({
  orderId,
  step: 'capture',
  kind: 'gateway_unavailable' as const,
  code: 'unavailable',
  message: 'Stripe answered 503',
  ...(nextAttemptAt ? { nextAttemptAt } : {}),
})
const rows = () => sql`select * from exceptions where order_id = ${orderId} order by id`

test('a first failure with a retry opens in stage auto, without an SLA clock', async () => {
  const id = await inWrite((uow) => openException(uow, outage(later())))
  expect(await rows()).toMatchObject([
    { id, stage: 'auto', status: 'retrying', severity: 'high', attempts: 1, due_at: null },
  ])
})

test('a repeated failure counts on the same row; without retries it moves to staff and the SLA clock starts', async () => {
  const first = await inWrite((uow) => openException(uow, outage(later())))
  const second = await inWrite((uow) => openException(uow, outage()))
  expect(second).toBe(first)
  const [row, ...others] = await rows()
  expect(others).toHaveLength(0)
  expect(row).toMatchObject({ stage: 'staff', status: 'open', attempts: 2, next_attempt_at: null })
  expect(row?.due_at.getTime()).toBeGreaterThan(Date.now())
  const history =
    await sql`select type, data from exception_events where exception_id = ${first} order by id`
  expect(history).toMatchObject([
    { type: 'exception.opened', data: { stage: 'auto' } },
    { type: 'exception.escalated', data: { stage: 'staff', stageBefore: 'auto', attempts: 2 } },
  ])
  const timeline = await sql`select type from order_events where order_id = ${orderId} order by id`
  expect(timeline.map((event) => event.type)).toEqual(['exception.opened', 'exception.escalated'])
})

test('an exception never moves back to stage auto', async () => {
  await inWrite((uow) => openException(uow, outage()))
  await inWrite((uow) => openException(uow, outage(later())))
  expect(await rows()).toMatchObject([{ stage: 'staff', attempts: 2 }])
})

test('an assigned exception stays assigned when it fails again', async () => {
  await inWrite((uow) => openException(uow, outage()))
  await sql`update exceptions set status = 'in_progress' where order_id = ${orderId}`
  await inWrite((uow) => openException(uow, outage()))
  expect(await rows()).toMatchObject([{ status: 'in_progress', attempts: 2 }])
})

test('a closed exception is not reopened: the next one is new and linked to it', async () => {
  const first = await inWrite((uow) => openException(uow, outage()))
  const closed = await inWrite((uow) =>
    closeExceptions(uow, { orderId, step: 'capture' }, 'the step capture succeeded'),
  )
  expect(closed).toBe(1)
  const second = await inWrite((uow) => openException(uow, outage()))
  expect(second).not.toBe(first)
  expect(await rows()).toMatchObject([
    { status: 'resolved', closed_by: 'the step capture succeeded', closed_at: expect.any(Date) },
    { status: 'open', attempts: 1, recurred_from_id: first },
  ])
})

test('closing the exceptions of one step keeps those of another open', async () => {
  await inWrite((uow) => openException(uow, outage()))
  await inWrite(async (uow) => {
    expect(await closeExceptions(uow, { orderId, step: 'ship' }, 'x')).toBe(0)
    expect(await closeExceptions(uow, { orderId, kind: 'stock_short' }, 'x')).toBe(0)
  })
  expect(await rows()).toMatchObject([{ status: 'open' }])
})

test('ten concurrent failures are one exception with ten attempts', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => inWrite((uow) => openException(uow, outage(later())))),
  )
  expect(new Set(ids).size).toBe(1)
  expect(await rows()).toMatchObject([{ attempts: 10 }])
})

test('failures of one cause share a fingerprint across orders', async () => {
  const other = await addOrder(sql)
  await inWrite((uow) => openException(uow, outage()))
  await inWrite((uow) => openException(uow, { ...outage(), orderId: other }))
  const prints =
    await sql`select distinct fingerprint from exceptions where order_id in (${orderId}, ${other})`
  expect(prints).toHaveLength(1)
})

test('a webhook has at most one open exception per kind', async () => {
  const webhookId = await addWebhook(sql, await addStorefront(sql))
  const report = { webhookId, kind: 'webhook_unreadable' as const, message: 'no id' }
  const first = await inWrite((uow) => openException(uow, report))
  expect(await inWrite((uow) => openException(uow, report))).toBe(first)
  await inWrite((uow) => closeExceptions(uow, { webhookId }, 'it was read after a fix'))
  const [row] = await sql`select status, stage from exceptions where id = ${first}`
  expect(row).toEqual({ status: 'resolved', stage: 'engineer' })
})

test('closing without an order or a webhook is rejected', async () => {
  await expect(inWrite((uow) => closeExceptions(uow, {}, 'all'))).rejects.toThrow(
    /requires an order/,
  )
})
