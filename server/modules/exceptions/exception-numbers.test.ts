import { beforeAll, expect, test } from 'vitest'
import { stepActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder, addPerson } from '@/test/support/exceptions'
import { escalateException } from '../inbox/escalate-exception'
import { ignoreException } from '../inbox/ignore-exception'
import { retryException } from '../inbox/retry-exception'
import { undoTriage } from '../inbox/undo-triage'
import { closeExceptions } from './close-exceptions'
import { openException } from './open-exception'

const { sql } = await openTestDatabase()

let grace: CommandContext & { actor: { id: string } }
beforeAll(async () => {
  grace = await addPerson(sql, 'Grace Hopper')
})

const step: CommandContext = { actor: stepActor('capture'), requestId: 'test' }

const numbers = async (id: string) => {
  const [row] = await sql`
    select status, closed_stage, closed_by_kind, is_auto_resolved, last_touched_by_id,
      recurred_at, first_touched_at is not null as is_touched
    from exceptions where id = ${id}`
  return row
}

const succeed = (orderId: string) =>
  runInTransaction(step, (uow) => closeExceptions(uow, { orderId }, 'the step capture succeeded'))

test('an exception closed by a step before any triage counts as auto-resolved', async () => {
  const { orderId, exceptionId } = await addBlockedOrder(sql)
  expect(await numbers(exceptionId)).toMatchObject({ closed_stage: null, is_auto_resolved: null })
  await succeed(orderId)
  expect(await numbers(exceptionId)).toMatchObject({
    closed_stage: 'staff',
    closed_by_kind: 'step',
    is_auto_resolved: true,
    is_touched: false,
    last_touched_by_id: null,
  })
})

test('an exception closed by a step after a manual retry counts for that person', async () => {
  const { orderId, exceptionId } = await addBlockedOrder(sql)
  await retryException({ exceptionId, reason: 'The bank is back' }, grace)
  await succeed(orderId)
  expect(await numbers(exceptionId)).toMatchObject({
    closed_by_kind: 'step',
    is_auto_resolved: false,
    is_touched: true,
    last_touched_by_id: grace.actor.id,
  })
})

test('the stage at closing counts, and an undone close does not', async () => {
  const { exceptionId } = await addBlockedOrder(sql)
  const engineer = await addPerson(sql, 'Radia Perlman', 'engineer')
  await escalateException({ exceptionId, note: 'Odd' }, grace)
  const ignored = await ignoreException(
    { exceptionId, reason: 'A test order', until: new Date(Date.now() + 86_400_000) },
    engineer,
  )
  expect(await numbers(exceptionId)).toMatchObject({
    closed_stage: 'engineer',
    closed_by_kind: 'person',
    is_auto_resolved: false,
    last_touched_by_id: engineer.actor.id,
  })
  await undoTriage({ exceptionId, version: ignored.version }, engineer)
  expect(await numbers(exceptionId)).toMatchObject({
    status: 'open',
    closed_stage: null,
    closed_by_kind: null,
    is_auto_resolved: null,
  })
})

test('a recurrence is recorded once on the closed exception', async () => {
  const { orderId, exceptionId } = await addBlockedOrder(sql)
  await succeed(orderId)
  const again = { orderId, step: 'capture', kind: 'payment_declined', message: 'No.' } as const
  const backId = await runInTransaction(step, (uow) => openException(uow, again))
  const [back] = await sql`select opened_at from exceptions where id = ${backId}`
  expect((await numbers(exceptionId))?.recurred_at).toEqual(back?.opened_at)
})
