import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder, addPerson } from '@/test/support/exceptions'
import { assignExceptionToSelf } from './assign-exception'
import { ignoreException } from './ignore-exception'
import { snoozeException } from './snooze-exception'
import { sweepExceptions } from './sweep-exceptions'

const { sql } = await openTestDatabase()
const soon = () => new Date(Date.now() + 60_000)

const row = async (id: string) => {
  const [found] = await sql`select * from exceptions where id = ${id}`
  return found
}

test('an ended snooze reopens the exception with the same assignee', async () => {
  const grace = await addPerson(sql, 'Grace Hopper')
  const { exceptionId } = await addBlockedOrder(sql)
  await assignExceptionToSelf({ exceptionId }, grace)
  await snoozeException({ exceptionId, until: soon(), reason: 'Stock comes' }, grace)
  expect(await sweepExceptions()).toEqual({ woken: 0, returned: 0 })
  await sql`update exceptions set wait_until = now() - interval '1 second' where id = ${exceptionId}`
  expect(await sweepExceptions()).toEqual({ woken: 1, returned: 0 })
  expect(await row(exceptionId)).toMatchObject({
    status: 'in_progress',
    assignee_id: grace.actor.id,
    wait_until: null,
  })
  expect(await sweepExceptions()).toEqual({ woken: 0, returned: 0 })
})

test('an ended ignore opens a new exception unless the cause is fixed', async () => {
  const grace = await addPerson(sql, 'Grace Hopper')
  const [still, gone] = [await addBlockedOrder(sql), await addBlockedOrder(sql)]
  for (const { exceptionId } of [still, gone])
    await ignoreException({ exceptionId, until: soon(), reason: 'Later' }, grace)
  await sql`update order_steps set status = 'done' where order_id = ${gone.orderId}`
  await sql`update exceptions set ignored_until = now() - interval '1 second'`
  expect(await sweepExceptions()).toEqual({ woken: 0, returned: 1 })
  const [back, ...more] = await sql`select * from exceptions
    where order_id = ${still.orderId} and status = 'open'`
  expect(more).toHaveLength(0)
  expect(back?.recurred_from_id).toBe(still.exceptionId)
  expect((await row(still.exceptionId))?.status).toBe('ignored')
  expect(await sql`select 1 from exceptions where order_id = ${gone.orderId}`).toHaveLength(1)
  expect(await sweepExceptions()).toEqual({ woken: 0, returned: 0 })
})
