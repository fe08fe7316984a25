import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { loginLimiter } from '@/db/queries/settings/login-attempts'

/** An attempt to sign in: who, from where, and whether that person came from there before. */
export type LoginAttempt = { email: string; address: string; isKnownAddress: boolean }

/** Attempts on an account that are answered at once; each further one waits for its turn. */
export const FREE_ATTEMPTS = 5
/** Attempts from one network address, over all accounts, in `ADDRESS_WINDOW_SECONDS`. */
export const ATTEMPTS_PER_ADDRESS = 50
export const ADDRESS_WINDOW_SECONDS = 15 * 60
/** The longest wait between two attempts on an account: slow for a guesser, short for a person. */
const MAX_WAIT_SECONDS = 60
/** Waits up to this are waited here: two windows at the same moment may swap their turns. */
const PATIENCE_SECONDS = 2
const PATIENCE_STEP_MS = 250
const ACCOUNT_WINDOW_SECONDS = 24 * 60 * 60

const failures = () => loginLimiter('failures', FREE_ATTEMPTS, ACCOUNT_WINDOW_SECONDS)
const turn = () => loginLimiter('turn', 1, MAX_WAIT_SECONDS)
const perAddress = () => loginLimiter('address', ATTEMPTS_PER_ADDRESS, ADDRESS_WINDOW_SECONDS)

/** Doubles with each attempt: 1, 2, 4 ... 60 seconds (NIST SP 800-63B-4, 3.2.2). */
const waitAfter = (attempts: number) =>
  Math.min(2 ** (attempts - FREE_ATTEMPTS - 1), MAX_WAIT_SECONDS)

/**
 * What an attempt counts against. Somebody at an address the person came from before has a count
 * of their own there, so that a stranger's guessing elsewhere never slows the person down.
 */
function accountKey({ email, address, isKnownAddress }: LoginAttempt): string {
  const subject = isKnownAddress ? `${email} ${address}` : email
  return createHash('sha256').update(subject).digest('base64url')
}

/**
 * Counts an attempt before the password is looked at, so that attempts made at the same time
 * cannot pass together. Returns how many seconds to wait before the next; 0: go on. A wait of a
 * second or two is waited here: somebody's windows that all sign in at once are no guesser.
 */
export async function takeAccountTurn(attempt: LoginAttempt): Promise<number> {
  const key = accountKey(attempt)
  for (let waited = 0; ; waited += PATIENCE_STEP_MS) {
    const seconds = await tryAccountTurn(key)
    if (seconds === 0 || seconds > PATIENCE_SECONDS) return seconds
    if (waited > PATIENCE_SECONDS * 1000) return seconds
    await delay(PATIENCE_STEP_MS)
  }
}

async function tryAccountTurn(key: string): Promise<number> {
  const { consumedPoints } = await failures().penalty(key)
  if (consumedPoints <= FREE_ATTEMPTS) return 0
  const customDuration = waitAfter(consumedPoints)
  const wait = await secondsRefused(turn().consume(key, 1, { customDuration }))
  // An attempt that was not let through says nothing about a password.
  if (wait > 0) await failures().reward(key)
  return wait
}

/** Counts an attempt against its network address; returns the seconds to wait, 0: go on. */
export async function takeAddressTurn({ address }: LoginAttempt): Promise<number> {
  return address === '' ? 0 : secondsRefused(perAddress().consume(address))
}

/** The password was right: the attempts that led to it are forgiven. */
export async function forgiveAttempts(attempt: LoginAttempt): Promise<void> {
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
