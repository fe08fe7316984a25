import { expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { openTestDatabase } from '@/test/support/database'
import { addStaff } from './add-staff'
import { setPassword } from './set-password'

const { sql } = await openTestDatabase()

const context = { actor: systemActor('test'), requestId: 'test-request' }
const email = 'zoe@shop.example'
const staffId = await addStaff({ email: ' Zoe@shop.example', name: 'Zoë', role: 'lead' }, context)

test.each([
  ['eleven characters', 'elevenchars', 'at least 12 characters'],
  ['two long emoji', '👩‍🚀👩‍🚀', 'at least 12 characters'],
  ['a very long password', 'x'.repeat(1001), 'at most 1000 characters'],
  ['one repeated letter', 'aaaaaaaaaaaaaaa', 'too easy'],
  ['the address itself', ' ZOE@shop.example', 'too easy'],
])('rejects %s', async (_, password, why) => {
  await expect(setPassword({ email, password }, context)).rejects.toThrow(why)
})

test('a password is stored as argon2id, and the change is audited', async () => {
  await setPassword({ email, password: 'twelve chars' }, context)
  const [row] = await sql`select password_hash from staff where id = ${staffId}`
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const [audit] = await sql`select * from audit_log where action = 'staff.password_set'`
  expect(audit).toMatchObject({ subject_id: staffId, actor_name: 'test' })
  expect(JSON.stringify(audit)).not.toContain('twelve')
})

test('only staff members can get a password', async () => {
  const nobody = { email: 'nobody@shop.example', password: 'twelve chars' }
  await expect(setPassword(nobody, context)).rejects.toMatchObject({ code: 'not_found' })
})

test('duplicates and sandbox addresses are rejected', async () => {
  const again = { email: 'ZOE@shop.example', name: 'Z', role: 'admin' } as const
  await expect(addStaff(again, context)).rejects.toMatchObject({ code: 'conflict' })
  await expect(addStaff({ ...again, email: 'care@aftercart.test' }, context)).rejects.toMatchObject(
    { code: 'bad_input' },
  )
})
