import { encode } from 'next-auth/jwt'
import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { openTestDatabase } from '@/test/support/database'
import { addStaff } from '../modules/staff/add-staff'
import { closeSession } from '../modules/staff/close-session'
import { openSession } from '../modules/staff/open-session'
import { seedSandboxStaff } from '../modules/staff/seed-sandbox-staff'
import { setPassword } from '../modules/staff/set-password'
import { signOutEverywhere } from '../modules/staff/sign-out-everywhere'
import { sessionOfCookie } from './session'

const { sql } = await openTestDatabase()

const secret = 'a-random-text-of-32-characters-!'
const context = { actor: systemActor('test'), requestId: 'test-request' }
const email = 'zoe@shop.example'
const staffId = await addStaff({ email, name: 'Zoë Müller', role: 'care' }, context)

const open = () => openSession({ staffId, address: '', method: 'password' }, context)
const cookieOf = (sid: string, sub = staffId) => encode({ token: { sub, sid }, secret })
const whoIs = (cookie: string | undefined) => sessionOfCookie(cookie, { secret, isSandbox: false })

let sessionId: string
let cookie: string

beforeEach(async () => {
  await sql`update staff set disabled_at = null, role = 'care'`
  sessionId = await open()
  cookie = await cookieOf(sessionId)
  expect(await whoIs(cookie)).toMatchObject({ id: staffId, role: 'care', sessionId })
})

test('a changed role applies at the next request', async () => {
  await sql`update staff set role = 'lead' where id = ${staffId}`
  expect(await whoIs(cookie)).toMatchObject({ role: 'lead' })
})

test('a disabled user is signed out at the next request', async () => {
  await sql`update staff set disabled_at = now() where id = ${staffId}`
  expect(await whoIs(cookie)).toBeUndefined()
})

test('signing out everywhere ends every session at the next request, and no later one', async () => {
  const elsewhere = await cookieOf(await open())
  await signOutEverywhere(staffId, context)
  expect(await whoIs(cookie)).toBeUndefined()
  expect(await whoIs(elsewhere)).toBeUndefined()
  expect(await whoIs(await cookieOf(await open()))).toBeDefined()
  await expect(signOutEverywhere(sessionId, context)).rejects.toMatchObject({ code: 'not_found' })
})

test('a session from before signing out everywhere has ended without being revoked', async () => {
  await sql`update staff set sessions_valid_from = now() + interval '1 second'`
  expect(await whoIs(cookie)).toBeUndefined()
  await sql`update staff set sessions_valid_from = now() - interval '1 second'`
})

test('a new password ends every session', async () => {
  await setPassword({ email, password: 'four words make one' }, context)
  expect(await whoIs(cookie)).toBeUndefined()
})

test('signing out here leaves the other sessions open', async () => {
  const elsewhere = await cookieOf(await open())
  await closeSession({ sessionId, staffId }, context)
  expect(await whoIs(cookie)).toBeUndefined()
  expect(await whoIs(elsewhere)).toBeDefined()
})

test("a user cannot end another user's session by its id", async () => {
  const other = await addStaff({ email: 'b@shop.example', name: 'B', role: 'care' }, context)
  await closeSession({ sessionId, staffId: other }, context)
  expect(await whoIs(cookie)).toBeDefined()
  expect(await whoIs(await cookieOf(sessionId, other))).toBeUndefined()
})

test('two hours without a request end a session, a request keeps it open', async () => {
  const seen = (age: string) =>
    sql`update staff_sessions set last_seen_at = now() - ${age}::interval where id = ${sessionId}`
  await seen('119 minutes')
  expect(await whoIs(cookie)).toBeDefined()
  const [row] = await sql`
    select last_seen_at > now() - interval '1 minute' as is_fresh
    from staff_sessions where id = ${sessionId}`
  expect(row?.is_fresh).toBe(true)
  await seen('121 minutes')
  expect(await whoIs(cookie)).toBeUndefined()
})

test('background polling does not extend a session', async () => {
  await sql`update staff_sessions set last_seen_at = now() - interval '119 minutes'`
  const unattended = { secret, isSandbox: false, isBackgroundRequest: true }
  expect(await sessionOfCookie(cookie, unattended)).toBeDefined()
  const [row] = await sql`
    select last_seen_at < now() - interval '118 minutes' as is_old
    from staff_sessions where id = ${sessionId}`
  expect(row?.is_old).toBe(true)
})

test('many requests record their use once a minute', async () => {
  await sql`update staff_sessions set last_seen_at = now() - interval '30 seconds'`
  const [before] = await sql`select last_seen_at from staff_sessions where id = ${sessionId}`
  await Promise.all(Array.from({ length: 10 }, () => whoIs(cookie)))
  const [after] = await sql`select last_seen_at from staff_sessions where id = ${sessionId}`
  expect(after).toEqual(before)
})

test('a session ends after twelve hours, however busy', async () => {
  const [row] = await sql`
    select extract(epoch from expires_at - created_at)::int as lifetime
    from staff_sessions where id = ${sessionId}`
  expect(row?.lifetime).toBe(12 * 60 * 60)
  await sql`update staff_sessions set expires_at = now() - interval '1 second' where id = ${sessionId}`
  expect(await whoIs(cookie)).toBeUndefined()
})

test('sandbox users cannot use a real portal', async () => {
  await seedSandboxStaff()
  const [row] = await sql`select id from staff where email = 'admin@aftercart.test'`
  const admin = { staffId: row?.id, address: '', method: 'password' } as const
  const theirs = await cookieOf(await openSession(admin, context), row?.id)
  expect(await sessionOfCookie(theirs, { secret, isSandbox: true })).toMatchObject({
    role: 'admin',
  })
  expect(await whoIs(theirs)).toBeUndefined()
})

test('rejects a forged, foreign, expired or malformed token', async () => {
  const token = { sub: staffId, sid: sessionId }
  const foreign = await encode({ token, secret: 'another-secret-of-32-characters-' })
  const old = await encode({ token, secret, maxAge: -60 })
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(token))}.`
  const nameless = await encode({ token: { sub: staffId }, secret })
  const strange = await encode({ token: { sub: staffId, sid: "' or 1=1 --" }, secret })
  const damaged = `${cookie.slice(0, -4)}AAAA`
  for (const bad of [undefined, '', 'x', foreign, old, unsigned, nameless, strange, damaged])
    expect(await whoIs(bad)).toBeUndefined()
})
