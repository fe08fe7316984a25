import { beforeEach, expect, test } from 'vitest'
import type { Role } from '@/domain/staff/permissions'
import type { CommandContext } from '@/server/unit-of-work'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { addPerson } from '@/test/support/exceptions'
import { changeStaff } from './change-staff'

const { sql } = await openTestDatabase()

let ada: CommandContext
beforeEach(async () => {
  await emptyTables(sql, 'staff', 'audit_log')
  ada = await addPerson(sql, 'Ada Lovelace', 'admin')
})

const idOf = ({ actor }: CommandContext) => (actor.kind === 'person' ? actor.id : '')
const rowOf = async (person: CommandContext) =>
  (await sql`select name, role, disabled_at, version from staff where id = ${idOf(person)}`)[0]
const to = (person: CommandContext, role: Role, rest: object = {}) => ({
  staffId: idOf(person),
  seenVersion: 1,
  name: 'Alan',
  role,
  isDisabled: false,
  ...rest,
})

test('role and name change, and the audit keeps the previous values', async () => {
  const alan = await addPerson(sql, 'Alan Turing', 'care')
  await changeStaff(to(alan, 'lead'), ada)
  expect(await rowOf(alan)).toMatchObject({ name: 'Alan', role: 'lead', version: 2 })
  expect((await sql`select action, data from audit_log`)[0]).toMatchObject({
    action: 'staff.changed',
    data: { before: { name: 'Alan Turing', role: 'care' }, after: { role: 'lead' } },
  })
})

test('a disabled staff member has no sessions, also after being enabled', async () => {
  const alan = await addPerson(sql, 'Alan Turing', 'care')
  await sql`insert into staff_sessions (id, staff_id, expires_at)
    values (gen_random_uuid(), ${idOf(alan)}, now() + interval '1 day')`
  await changeStaff(to(alan, 'care', { isDisabled: true }), ada)
  const open = () =>
    sql`select from staff_sessions where staff_id = ${idOf(alan)} and revoked_at is null`
  expect((await rowOf(alan))?.disabled_at).toBeInstanceOf(Date)
  expect(await open()).toHaveLength(0)
  await changeStaff(to(alan, 'care', { seenVersion: 2 }), ada)
  expect((await rowOf(alan))?.disabled_at).toBeNull()
  expect(await open()).toHaveLength(0)
})

test('admins cannot change their own access or role', async () => {
  for (const change of [to(ada, 'lead'), to(ada, 'admin', { isDisabled: true })])
    await expect(changeStaff(change, ada)).rejects.toThrow("You can't change your own role")
  await changeStaff(to(ada, 'admin', { name: 'Ada' }), ada)
  expect(await rowOf(ada)).toMatchObject({ name: 'Ada', role: 'admin', disabled_at: null })
})

test('two admins who disable each other concurrently: one remains', async () => {
  const alan = await addPerson(sql, 'Alan Turing', 'admin')
  const both = await Promise.allSettled([
    changeStaff(to(alan, 'care'), ada),
    changeStaff(to(ada, 'care'), alan),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await sql`select from staff where role = 'admin'`).toHaveLength(1)
})

test('a stale version is refused without a write', async () => {
  const alan = await addPerson(sql, 'Alan Turing', 'care')
  await changeStaff(to(alan, 'lead'), ada)
  await expect(changeStaff(to(alan, 'finance'), ada)).rejects.toMatchObject({ code: 'conflict' })
  expect(await rowOf(alan)).toMatchObject({ role: 'lead', version: 2 })
})

test.each(['care', 'lead', 'engineer'] as const)(
  'the %s role cannot change staff',
  async (role) => {
    const alan = await addPerson(sql, 'Alan Turing', role)
    await expect(changeStaff(to(ada, 'care'), alan)).rejects.toThrow(`Your role is ${role}`)
  },
)
