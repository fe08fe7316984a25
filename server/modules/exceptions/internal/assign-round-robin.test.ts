import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { saveAssignment } from '@/server/modules/admin/save-assignment'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addPerson } from '@/test/support/exceptions'
import { addOrder, addStorefront } from '@/test/support/order-commands'
import { openException } from '../open-exception'

process.env.AFTERCART_POOL_SIZE = '8'
const { sql } = await openTestDatabase()
const context = { actor: systemActor('test'), requestId: 'test' }

let admin: CommandContext
beforeAll(async () => {
  await addStorefront(sql)
  admin = await addPerson(sql, 'Ada Lovelace', 'admin')
})

async function open(kind: 'address_invalid' | 'gateway_unavailable', nextAttemptAt?: Date) {
  const orderId = await addOrder(sql)
  const report = { orderId, step: 'ship', kind, message: 'x' } as const
  const retry = nextAttemptAt ? { nextAttemptAt } : {}
  const id = await runInTransaction(context, (uow) => openException(uow, { ...report, ...retry }))
  return { id, again: () => runInTransaction(context, (uow) => openException(uow, report)) }
}

const owner = async (id: string) =>
  (
    await sql`select e.status, s.name from exceptions e left join staff s on s.id = e.assignee_id
      where e.id = ${id}`
  )[0]

test('nothing is assigned until an admin turns rotation on', async () => {
  await addPerson(sql, 'Care One', 'care')
  expect(await owner((await open('address_invalid')).id)).toEqual({ status: 'open', name: null })
  const lead = await addPerson(sql, 'Lead Two', 'lead')
  const on = { isRoundRobin: true, seenVersion: 0 }
  await expect(saveAssignment(on, lead)).rejects.toMatchObject({ code: 'forbidden' })
})

test('assigns in rotation, also when many exceptions open at once', async () => {
  const left = await addPerson(sql, 'Gone Three', 'care')
  await sql`update staff set disabled_at = now() where id = ${left.actor.id}`
  await addPerson(sql, 'Finance Four', 'finance')
  await saveAssignment({ isRoundRobin: true, seenVersion: 0 }, admin)
  const opened = await Promise.all(Array.from({ length: 6 }, () => open('address_invalid')))
  const owners = await Promise.all(opened.map(({ id }) => owner(id)))
  const names = owners.map((one) => one?.name).toSorted()
  expect(names).toEqual([...Array(3).fill('Care One'), ...Array(3).fill('Lead Two')])
  expect(owners.every((one) => one?.status === 'in_progress')).toBe(true)
  const events = await sql`select data from exception_events
    where exception_id = ${opened[0]?.id ?? null} and type = 'exception.auto_assigned'`
  expect(events[0]?.data).toMatchObject({ assigneeName: expect.stringMatching(/One|Two/) })
})

test('a retried exception is assigned once a person must act', async () => {
  const { id, again } = await open('gateway_unavailable', new Date(Date.now() + 60_000))
  expect(await owner(id)).toEqual({ status: 'retrying', name: null })
  await again()
  expect(await owner(id)).toMatchObject({ status: 'in_progress', name: expect.any(String) })
})

test('an outdated save is rejected, and turning rotation off stops it', async () => {
  const off = { isRoundRobin: false, seenVersion: 0 }
  await expect(saveAssignment(off, admin)).rejects.toMatchObject({ code: 'conflict' })
  expect(await saveAssignment({ ...off, seenVersion: 1 }, admin)).toEqual({ version: 2 })
  expect(await owner((await open('address_invalid')).id)).toEqual({ status: 'open', name: null })
})
