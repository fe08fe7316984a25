import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { loginLimiter } from '@/db/queries/settings/login-attempts'

/** A sign-in attempt; `isKnownAddress`: the person signed in from this address before. */
export type LoginAttempt = { email: string; address: string; isKnownAddress: boolean }

/** Attempts on an account without delay; each further one has to wait. */
export const FREE_ATTEMPTS = 5
/** Attempts from one network address, over all accounts, in `ADDRESS_WINDOW_SECONDS`. */
export const ATTEMPTS_PER_ADDRESS = 50
export const ADDRESS_WINDOW_SECONDS = 15 * 60
/** The maximum delay between attempts: slow for guessing, acceptable for a person. */
const MAX_WAIT_SECONDS = 60
/** Shorter delays are waited out on the server, for concurrent sign-ins of one person. */
const MAX_SERVER_WAIT_SECONDS = 2
const SERVER_WAIT_STEP_MS = 250
const ACCOUNT_WINDOW_SECONDS = 24 * 60 * 60

const failures = () => loginLimiter('failures', FREE_ATTEMPTS, ACCOUNT_WINDOW_SECONDS)
const turn = () => loginLimiter('turn', 1, MAX_WAIT_SECONDS)
const perAddress = () => loginLimiter('address', ATTEMPTS_PER_ADDRESS, ADDRESS_WINDOW_SECONDS)

/** Returns a delay that doubles with each attempt: 1, 2, 4 ... 60 seconds (NIST SP 800-63B-4, 3.2.2). */
const waitAfter = (attempts: number) =>
  Math.min(2 ** (attempts - FREE_ATTEMPTS - 1), MAX_WAIT_SECONDS)

/**
 * Returns the key that an attempt counts against. A known address has a separate count, so that
 * guessing from elsewhere never delays the person.
 */
function accountKey({ email, address, isKnownAddress }: LoginAttempt): string {
  const subject = isKnownAddress ? `${email} ${address}` : email
  return createHash('sha256').update(subject).digest('base64url')
}

/**
 * Counts an attempt before the password is checked, so that concurrent attempts cannot bypass the
 * limit. Returns the seconds to wait; 0: proceed. A delay of a second or two is waited out here, for
 * concurrent sign-ins of one person.
 */
export async function countAccountAttempt(attempt: LoginAttempt): Promise<number> {
  const key = accountKey(attempt)
  for (let waited = 0; ; waited += SERVER_WAIT_STEP_MS) {
    const seconds = await consumeAccountAttempt(key)
    if (seconds === 0 || seconds > MAX_SERVER_WAIT_SECONDS) return seconds
    if (waited > MAX_SERVER_WAIT_SECONDS * 1000) return seconds
    await delay(SERVER_WAIT_STEP_MS)
  }
}

async function consumeAccountAttempt(key: string): Promise<number> {
  const { consumedPoints } = await failures().penalty(key)
  if (consumedPoints <= FREE_ATTEMPTS) return 0
  const customDuration = waitAfter(consumedPoints)
  const wait = await secondsRefused(turn().consume(key, 1, { customDuration }))
  // A blocked attempt did not test a password, so it does not count as a failure.
  if (wait > 0) await failures().reward(key)
  return wait
}

/** Counts an attempt against its network address; returns the seconds to wait, 0: proceed. */
export async function countAddressAttempt({ address }: LoginAttempt): Promise<number> {
  return address === '' ? 0 : secondsRefused(perAddress().consume(address))
}

/** Resets the limits after a successful sign-in. */
export async function resetAttempts(attempt: LoginAttempt): Promise<void> {
  const key = accountKey(attempt)
  await Promise.all([
    failures().delete(key),
    turn().delete(key),
    attempt.address === '' ? undefined : perAddress().reward(attempt.address),
  ])
}

async function secondsRefused(consumption: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumption
    return 0
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
  }
}
