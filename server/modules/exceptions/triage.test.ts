import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder, addPerson, addUnreadableWebhook } from '@/test/support/exceptions'
import {
  assignException,
  assignExceptionToSelf,
  unassignException,
} from '../inbox/assign-exception'
import { escalateException, returnExceptionToStaff } from '../inbox/escalate-exception'
import { ignoreException } from '../inbox/ignore-exception'
import { retryException } from '../inbox/retry-exception'
import { snoozeException } from '../inbox/snooze-exception'
import { undoTriage } from '../inbox/undo-triage'
import { closeExceptions } from './close-exceptions'
import { openException } from './open-exception'

const { sql } = await openTestDatabase()

let grace: CommandContext & { actor: { id: string } }
let alan: CommandContext & { actor: { id: string } }
let engineer: CommandContext
let orderId: string
let exceptionId: string
beforeAll(async () => {
  grace = await addPerson(sql, 'Grace Hopper')
  alan = await addPerson(sql, 'Alan Turing', 'lead')
  engineer = await addPerson(sql, 'Radia Perlman', 'engineer')
})
beforeEach(async () => {
  const blocked = await addBlockedOrder(sql)
  orderId = blocked.orderId
  exceptionId = blocked.exceptionId
})

const row = async (id = exceptionId) => {
  const [found] = await sql`select * from exceptions where id = ${id}`
  if (!found) throw new Error('Exception not found.')
  return found
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const system = { actor: systemActor('test'), requestId: 'test' }

test('self-assigning adds one row to the history, the timeline and the audit log', async () => {
  const taken = await assignExceptionToSelf({ exceptionId }, grace)
  expect(taken).toMatchObject({ status: 'in_progress', assigneeId: grace.actor.id })
  expect(await row()).toMatchObject({ assignee_id: grace.actor.id, version: taken.version })
  expect((await row()).first_touched_at).toBeInstanceOf(Date)
  const type = 'exception.self_assigned'
  const history =
    await sql`select * from exception_events where exception_id = ${exceptionId} and type = ${type}`
  expect(history).toMatchObject([
    { actor_name: 'Grace Hopper', data: { before: { status: 'open' } } },
  ])
  expect(
    await sql`select * from order_events where order_id = ${orderId} and type = ${type}`,
  ).toMatchObject([{ data: { exceptionId } }])
  expect(await sql`select * from audit_log where subject_id = ${exceptionId}`).toMatchObject([
    { action: type, request_id: 'test' },
  ])
})

test('when two people self-assign at once, one succeeds and the other sees the assignee', async () => {
  const both = await Promise.allSettled([
    assignExceptionToSelf({ exceptionId }, grace),
    assignExceptionToSelf({ exceptionId }, alan),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((each) => each.status === 'rejected')
  const winner = (await row()).assignee_id === grace.actor.id ? 'Grace Hopper' : 'Alan Turing'
  expect(refused?.reason).toMatchObject({
    code: 'conflict',
    message: `This exception is assigned to ${winner}.`,
  })
  expect(
    await sql`select 1 from exception_events
      where exception_id = ${exceptionId} and type = 'exception.self_assigned'`,
  ).toHaveLength(1)
})

test('self-assigning one’s own exception changes nothing', async () => {
  const first = await assignExceptionToSelf({ exceptionId }, grace)
  expect(await assignExceptionToSelf({ exceptionId }, grace)).toEqual(first)
})

test('a change based on an outdated version is rejected with the current state', async () => {
  const { version } = await row()
  const until = inDays(2)
  await snoozeException({ exceptionId, version, until, reason: 'Customer on holiday' }, grace)
  const late = ignoreException({ exceptionId, version, reason: 'Noise', until: null }, alan)
  await expect(late).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(
      /^Grace Hopper has changed this exception\. It is waiting until .*on holiday\.$/,
    ),
    details: { status: 'waiting' },
  })
})

test('a new failure does not make a version outdated', async () => {
  const { version } = await row()
  await runInTransaction(system, (uow) =>
    openException(uow, { orderId, step: 'capture', kind: 'payment_declined', message: 'No.' }),
  )
  const taken = await assignException({ exceptionId, version, assigneeId: alan.actor.id }, grace)
  expect(taken).toMatchObject({ status: 'in_progress', version: version + 2 })
})

test('an automatically resolved exception cannot be changed', async () => {
  await runInTransaction(system, (uow) =>
    closeExceptions(uow, { orderId }, 'the step capture succeeded'),
  )
  await expect(assignExceptionToSelf({ exceptionId }, grace)).rejects.toMatchObject({
    code: 'conflict',
    message: 'This exception is already resolved: the step capture succeeded.',
  })
})

test('an exception is assigned only to people who may work on it', async () => {
  const finance = await addPerson(sql, 'Luca Pacioli', 'finance')
  await expect(
    assignException({ exceptionId, assigneeId: finance.actor.id }, grace),
  ).rejects.toMatchObject({
    message: "Luca Pacioli can't work on this exception. Their role is finance.",
  })
  await expect(assignException({ exceptionId, assigneeId: uuidv7() }, grace)).rejects.toMatchObject(
    {
      code: 'bad_input',
    },
  )
  await expect(assignExceptionToSelf({ exceptionId }, finance)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('a snooze pauses the SLA clock: the remaining time counts from its date', async () => {
  const before: Date = (await row()).due_at
  await snoozeException({ exceptionId, until: inDays(10), reason: 'Stock comes' }, grace)
  const after = await row()
  expect(after).toMatchObject({ status: 'waiting', wait_reason: 'Stock comes' })
  expect(after.due_at.getTime()).toBeGreaterThan(before.getTime())
  expect(after.due_at.getTime()).toBeGreaterThanOrEqual(after.wait_until.getTime())
  const past = snoozeException({ exceptionId, until: inDays(-1), reason: 'x' }, grace)
  await expect(past).rejects.toMatchObject({ code: 'bad_input' })
})

test.each([
  ['an assignment', () => assignException({ exceptionId, assigneeId: alan.actor.id }, grace)],
  ['a snooze', () => snoozeException({ exceptionId, until: inDays(1), reason: 'Later' }, grace)],
  ['an ignore', () => ignoreException({ exceptionId, until: inDays(1), reason: 'Known' }, grace)],
])('undoing %s restores the previous state, once', async (_, change) => {
  const seen = await row()
  const { version: _version, first_touched_at: _at, last_touched_by_id: _by, ...before } = seen
  const { version } = await change()
  expect(await row()).not.toMatchObject(before)
  await undoTriage({ exceptionId, version }, grace)
  expect(await row()).toMatchObject(before)
  await expect(undoTriage({ exceptionId, version }, grace)).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('an undo is rejected after another change or a new exception', async () => {
  const assigned = await assignException({ exceptionId, assigneeId: alan.actor.id }, grace)
  await unassignException({ exceptionId }, alan)
  await expect(undoTriage({ exceptionId, version: assigned.version }, grace)).rejects.toMatchObject(
    {
      message: 'Alan Turing has changed this exception. It is open and unassigned.',
    },
  )
  const { version } = await ignoreException(
    { exceptionId, until: inDays(1), reason: 'Known' },
    grace,
  )
  const again = { orderId, step: 'capture', kind: 'payment_declined' as const, message: 'No.' }
  const next = await runInTransaction(system, (uow) => openException(uow, again))
  expect((await row(next)).recurred_from_id).toBe(exceptionId)
  await expect(undoTriage({ exceptionId, version }, grace)).rejects.toMatchObject({
    message: expect.stringContaining('new exception'),
  })
})

test('a blocked order always keeps an open exception', async () => {
  const forGood = { exceptionId, until: null, reason: 'Noise' }
  await expect(ignoreException(forGood, grace)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/would stay blocked/),
  })
  expect(await row()).toMatchObject({ status: 'open' })
  // The order has another open exception.
  const other = { orderId, step: 'ship', kind: 'address_invalid' as const, message: 'No.' }
  await runInTransaction(system, (uow) => openException(uow, other))
  expect(await ignoreException(forGood, grace)).toMatchObject({ status: 'ignored' })
})

test('an optional step is skipped when its exception is ignored permanently', async () => {
  await runInTransaction(system, (uow) => closeExceptions(uow, { orderId }, 'it was another step'))
  await sql`update order_steps set status = case when step = 'notify' then 'blocked' else 'done' end
    where order_id = ${orderId} and step <> 'complete'`
  const report = { orderId, step: 'notify', kind: 'notification_failed' as const, message: 'No.' }
  const id = await runInTransaction(system, (uow) => openException(uow, report))
  const { version } = await ignoreException({ exceptionId: id, until: null, reason: 'Ok' }, grace)
  const [step] = await sql`select status from order_steps
    where order_id = ${orderId} and step = 'notify'`
  expect(step?.status).toBe('skipped')
  const [order] = await sql`select status from orders where id = ${orderId}`
  expect(order?.status).toBe('processing')
  await expect(undoTriage({ exceptionId: id, version }, grace)).rejects.toMatchObject({
    message: "The order has continued without this step. This can't be undone.",
  })
})

test('an escalation to engineering and the return to staff each require a note', async () => {
  await assignExceptionToSelf({ exceptionId }, grace)
  await escalateException({ exceptionId, note: 'Looks like a bug.' }, grace)
  expect(await row()).toMatchObject({ stage: 'engineer', status: 'open', assignee_id: null })
  await expect(assignExceptionToSelf({ exceptionId }, grace)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await returnExceptionToStaff({ exceptionId, note: 'It was the card.' }, engineer)
  expect(await row()).toMatchObject({ stage: 'staff', status: 'open' })
  await expect(returnExceptionToStaff({ exceptionId, note: 'again' }, grace)).rejects.toMatchObject(
    {
      message: 'This exception is already with staff.',
    },
  )
})

test('a retry resumes the order at its step', async () => {
  await retryException({ exceptionId, reason: 'The bank says yes' }, grace)
  const [event] = await sql`select name, data from outbox where data->>'orderId' = ${orderId}`
  expect(event).toMatchObject({ name: 'order/resumed', data: { step: 'capture' } })
  const retried = await sql`select 1 from exception_events
    where exception_id = ${exceptionId} and type = 'exception.retried'`
  expect(retried).toHaveLength(1)
  await sql`update orders set status = 'canceled' where id = ${orderId}`
  await expect(retryException({ exceptionId, reason: 'Again' }, grace)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('is canceled'),
  })
})

test('an exception without an order can be triaged but not retried', async () => {
  const id = await addUnreadableWebhook(sql)
  await expect(assignExceptionToSelf({ exceptionId: id }, grace)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await assignExceptionToSelf({ exceptionId: id }, engineer)).toMatchObject({
    status: 'in_progress',
  })
  await expect(retryException({ exceptionId: id, reason: 'x' }, engineer)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('has no order'),
  })
})

test('the row stores the amount, the currency and the country', async () => {
  expect(await row()).toMatchObject({ currency: 'USD', amount_minor: '3000', country: 'US' })
  expect((await row()).storefront_id).toEqual(expect.any(String))
})
