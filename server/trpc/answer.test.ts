import { encode } from 'next-auth/jwt'
import superjson from 'superjson'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { openTestDatabase } from '@/test/support/database'
import { sessionOfCookie } from '../auth/session'
import { addStaff } from '../modules/staff/add-staff'
import { openSession } from '../modules/staff/open-session'
import { answerTrpc } from './answer'

const { sql } = await openTestDatabase()

const secret = 'a-random-text-of-32-characters-!'
const context = { actor: systemActor('test'), requestId: 'test-request' }
let staffId: string
let cookie: string

beforeAll(async () => {
  const person = { email: 'zoe@shop.example', name: 'Zoë', role: 'care' } as const
  staffId = await addStaff(person, context)
})

beforeEach(async () => {
  await sql`update staff set disabled_at = null, role = 'care'`
  const sid = await openSession({ staffId, address: '', method: 'password' }, context)
  cookie = await encode({ token: { sub: staffId, sid }, secret })
})

/** Calls as the browser does; the session is the cookie's. */
async function call(path: string, init: RequestInit = {}, session: string | undefined = cookie) {
  const request = new Request(`http://portal.test/api/trpc/${path}`, init)
  const response = await answerTrpc(request, async (headers) => ({
    staff: await sessionOfCookie(session, { secret, isSandbox: false }),
    requestId: headers.get('x-request-id') ?? '',
    headers,
  }))
  return { response, body: await response.json() }
}

const input = (value: unknown) => encodeURIComponent(JSON.stringify(superjson.serialize(value)))
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

test('rejects calls without a session', async () => {
  const { response, body } = await call('shell.attention', {}, '')
  expect(response.status).toBe(401)
  expect(body.error.json).toMatchObject({
    message: 'Sign in again.',
    data: { code: 'UNAUTHORIZED', details: {} },
  })
})

test('rejects a disabled user from the next call on', async () => {
  expect((await call('shell.attention')).response.status).toBe(200)
  await sql`update staff set disabled_at = now()`
  expect((await call('shell.attention')).response.status).toBe(401)
})

test('a role change applies to the next call, and an error names the roles', async () => {
  const list = () => call(`webhooks.list?input=${input({})}`)
  const { response, body } = await list()
  expect(response.status).toBe(403)
  expect(body.error.json.message).toBe('Requires the engineer or admin role. Your role is care.')
  await sql`update staff set role = 'engineer'`
  expect((await list()).response.status).toBe(200)
})

test('signing out everywhere ends this session too', async () => {
  expect((await call('account.signOutEverywhere', post)).response.status).toBe(200)
  expect((await call('shell.attention')).response.status).toBe(401)
})

test('never executes a mutation by GET', async () => {
  expect((await call('account.signOutEverywhere')).response.status).toBe(405)
  expect((await call('shell.attention')).response.status).toBe(200)
})

test('missing and invalid input get our messages', async () => {
  const missing = await call(
    `orders.get?input=${input({ orderId: '0193f0c1-7f1e-7d3a-9a55-3c1c2f6f0a11' })}`,
  )
  expect(missing.response.status).toBe(404)
  const wrong = await call(`orders.get?input=${input({ orderId: 42 })}`)
  expect(wrong.response.status).toBe(400)
  expect(wrong.body.error.json.data.details.issues).toHaveLength(1)
})

test('an unexpected error reveals no details', async () => {
  await sql`alter table orders rename to orders_away`
  const inside = await call('shell.attention').finally(
    () => sql`alter table orders_away rename to orders`,
  )
  const request = new Request('http://portal.test/api/trpc/shell.attention')
  const before = await answerTrpc(request, async () => {
    throw new Error('connect ECONNREFUSED postgres://me:hunter2@db/a')
  })
  for (const [status, text] of [
    [inside.response.status, JSON.stringify(inside.body)],
    [before.status, await before.text()],
  ]) {
    expect(status).toBe(500)
    expect(text).not.toMatch(/hunter2|ECONNREFUSED|stack|postgres|relation|select/i)
    expect(text).toContain('Something went wrong on our side.')
  }
})

test('responses are not cached and carry a request id', async () => {
  const { response } = await call('shell.attention', { headers: { 'x-request-id': 'request-77' } })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-request-id')).toBe('request-77')
  const odd = await call('shell.attention', { headers: { 'x-request-id': 'a b"c' } })
  expect(odd.response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('rejects more calls per request than the browser sends', async () => {
  const many = Array(11).fill('shell.attention').join(',')
  const { response } = await call(`${many}?batch=1&input=%7B%7D`)
  expect(response.status).toBe(400)
})
