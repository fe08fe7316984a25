import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { openTestDatabase } from '@/test/support/database'
import { addStaff } from './add-staff'
import { ATTEMPTS_PER_ADDRESS, FREE_ATTEMPTS } from './internal/login-limits'
import { openSession } from './open-session'
import { seedSandboxStaff } from './seed-sandbox-staff'
import { setPassword } from './set-password'
import { signInWithPassword } from './sign-in-with-password'

const { sql } = await openTestDatabase()

const context = { actor: systemActor('test'), requestId: 'test-request' }
const email = 'zoe@shop.example'
const password = 'four words make one'
const home = '203.0.113.7'
let staffId: string

beforeAll(async () => {
  staffId = await addStaff({ email, name: 'Zoë Müller', role: 'care' }, context)
  await setPassword({ email, password }, context)
})

beforeEach(async () => {
  await sql`delete from login_limits`
  await sql`delete from staff_sessions`
  await sql`update staff set disabled_at = null`
})

const attempt = (typed: Partial<Parameters<typeof signInWithPassword>[0]> = {}) =>
  signInWithPassword({ email, password: 'wrong', address: home, ...typed }, false)

const repeat = (times: number, ...args: Parameters<typeof attempt>) =>
  Promise.all(Array.from({ length: times }, () => attempt(...args)))

/** Records an earlier sign-in from this address. */
const makeKnown = (address: string) =>
  openSession({ staffId, address, method: 'password' }, context)

/** Moves every counter back by a number of seconds. */
const advanceCounters = (seconds: number) =>
  sql`update login_limits set expire = expire - make_interval(secs => ${seconds})`

/** Extends the current delay, so that it does not end early on a slow machine. */
const extendDelays = () =>
  sql`update login_limits set expire = now() + interval '1 minute' where key like 'turn:%'`

const turnsTaken = () => sql`select 1 from login_limits where key like 'turn:%' and expire > now()`

test('the right password signs in, whatever the case of the email', async () => {
  const answer = await attempt({ email: ' Zoe@Shop.Example ', password })
  expect(answer).toMatchObject({ outcome: 'right', staff: { id: staffId } })
})

test('composed and decomposed letters are the same password', async () => {
  await addStaff({ email: 'a@shop.example', name: 'A', role: 'care' }, context)
  await setPassword({ email: 'a@shop.example', password: 'Gru\u0308ße aus Köln!' }, context)
  const answer = await attempt({ email: 'a@shop.example', password: 'Gr\u00fcße aus Köln!' })
  expect(answer.outcome).toBe('right')
})

test.each([
  ['no such account', { email: 'nobody@shop.example', password }],
  ['an empty password', { password: '' }],
  ['NUL characters', { email: 'zoe\0@shop.example', password }],
  ['a very long password', { password: 'x'.repeat(100_000) }],
])('%s gets the same response as a wrong password', async (_, typed) => {
  expect(await attempt(typed)).toEqual(await attempt())
})

test('a disabled account and one without a password respond like a wrong password', async () => {
  await addStaff({ email: 'sso@shop.example', name: 'S', role: 'care' }, context)
  expect(await attempt({ email: 'sso@shop.example', password: '' })).toEqual({ outcome: 'wrong' })
  await sql`update staff set disabled_at = now() where id = ${staffId}`
  expect(await attempt({ password })).toEqual({ outcome: 'wrong' })
})

test('every refusal takes the same time', async () => {
  const timed = async (typed: Partial<{ email: string; password: string }>) => {
    const start = performance.now()
    await attempt(typed)
    return performance.now() - start
  }
  const tries = [{}, { email: 'nobody@shop.example' }, { email: 'zoe\0' }, { email: '' }]
  const times = await Promise.all(tries.map(timed))
  expect(Math.min(...times)).toBeGreaterThanOrEqual(395)
})

test('sandbox sign-ins work in the sandbox only', async () => {
  await seedSandboxStaff()
  await seedSandboxStaff()
  const typed = { email: 'care@aftercart.test', password: 'aftercart', address: home }
  expect(await signInWithPassword(typed, true)).toMatchObject({ outcome: 'right' })
  expect(await signInWithPassword(typed, false)).toEqual({ outcome: 'wrong' })
  const rows = await sql`select count(*)::int as n from staff where email like '%@aftercart.test'`
  expect(rows).toEqual([{ n: 6 }])
})

test.each([email, 'nobody@shop.example'])(
  'guessing at %s gets slower and slower',
  async (account) => {
    const typed = { email: account }
    const first = await repeat(FREE_ATTEMPTS, typed)
    expect(first).toEqual(Array(FREE_ATTEMPTS).fill({ outcome: 'wrong' }))
    for (let i = 0; i < 3; i++) {
      expect(await attempt(typed)).toEqual({ outcome: 'wrong' })
      await advanceCounters(60)
    }
    for (const longest of [8, 16, 32, 60, 60]) {
      const checkedAttempts = attempt(typed)
      await vi.waitFor(async () => expect(await turnsTaken()).toHaveLength(1), 30_000)
      const refused = await attempt(typed)
      expect(await checkedAttempts).toEqual({ outcome: 'wrong' })
      const seconds = 'seconds' in refused ? refused.seconds : 0
      expect(seconds).toBeGreaterThan(longest / 2)
      expect(seconds).toBeLessThanOrEqual(longest)
      await advanceCounters(60)
    }
  },
)

test('concurrent attempts do not bypass the limit', async () => {
  const answers = await repeat(30)
  const checkedAttempts = answers.filter((answer) => answer.outcome === 'wrong')
  // A few are checked after a second or two; the slower the machine, the more.
  expect(checkedAttempts.length).toBeLessThanOrEqual(FREE_ATTEMPTS + 5)
  expect(checkedAttempts.length).toBeGreaterThanOrEqual(FREE_ATTEMPTS + 1)
})

test('concurrent sign-ins of one person all succeed', async () => {
  const answers = await repeat(FREE_ATTEMPTS + 2, { password })
  expect(answers.filter((answer) => answer.outcome === 'right')).toHaveLength(FREE_ATTEMPTS + 2)
})

test('the right password also waits for the limit, then signs in and resets it', async () => {
  await repeat(FREE_ATTEMPTS + 1)
  await extendDelays()
  expect(await attempt({ password })).toMatchObject({ outcome: 'wait' })
  await advanceCounters(60)
  expect(await attempt({ password })).toMatchObject({ outcome: 'right' })
  expect(await repeat(FREE_ATTEMPTS)).toEqual(Array(FREE_ATTEMPTS).fill({ outcome: 'wrong' }))
})

test('guessing from elsewhere does not limit a known address', async () => {
  await makeKnown(home)
  await repeat(20, { address: '198.51.100.9' })
  await extendDelays()
  expect(await attempt({ password, address: '198.51.100.10' })).toMatchObject({ outcome: 'wait' })
  expect(await attempt({ password })).toMatchObject({ outcome: 'right' })
})

test('an address is limited across accounts, except for the right password of a known one', async () => {
  await makeKnown(home)
  const guesses = Array.from({ length: ATTEMPTS_PER_ADDRESS }, (_, i) =>
    attempt({ email: `guess${i}@shop.example` }),
  )
  await Promise.all(guesses)
  const unknown = await attempt({ email: 'nobody@shop.example' })
  expect(unknown.outcome).toBe('wait')
  const known = await attempt()
  expect(known.outcome).toBe('wait')
  expect(await attempt({ password })).toMatchObject({ outcome: 'right' })
  await advanceCounters(15 * 60)
  expect(await attempt({ email: 'nobody@shop.example' })).toEqual({ outcome: 'wrong' })
})

test('counters contain no email addresses', async () => {
  await attempt()
  const keys = await sql<{ key: string }[]>`select key from login_limits`
  expect(keys.length).toBeGreaterThan(1)
  expect(keys.map(({ key }) => key).join()).not.toContain('zoe')
})
