import { setTimeout as delay } from 'node:timers/promises'
import { getDb } from '@/db/client'
import { findSignInCandidate, type SignInCandidate } from '@/db/queries/settings/staff'
import type { Role } from '@/domain/staff/permissions'
import { isSandboxEmail } from '@/domain/staff/sandbox-staff'
import { logger } from '@/server/log'
import {
  countAccountAttempt,
  countAddressAttempt,
  type LoginAttempt,
  resetAttempts,
} from './internal/login-limits'
import { isRightPassword } from './internal/password-hash'

/** The credentials entered, and the network address of the request ('' when unknown). */
export type PasswordSignIn = { email: string; password: string; address: string }

export type PasswordSignInAnswer =
  | { outcome: 'right'; staff: { id: string; name: string; role: Role } }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number }

/** Every refusal takes this long, whatever its cause. */
const REFUSAL_MS = 400
const MAX_PASSWORD = 1000
const MAX_EMAIL = 254

/**
 * Checks an email address and a password. The response and its time are the same for an unknown
 * account, a disabled one, one without a password, and a wrong password.
 */
export async function signInWithPassword(
  credentials: PasswordSignIn,
  isSandbox: boolean,
): Promise<PasswordSignInAnswer> {
  const earliest = delay(REFUSAL_MS)
  const answer = await check(credentials, isSandbox)
  if (answer.outcome === 'right') return answer
  logger('sign-in').info({ outcome: answer.outcome }, 'a sign-in was refused')
  await earliest
  return answer
}

async function check(
  credentials: PasswordSignIn,
  isSandbox: boolean,
): Promise<PasswordSignInAnswer> {
  const { password, address } = credentials
  const email = credentials.email.trim().toLowerCase()
  if (email.length > MAX_EMAIL || password.length > MAX_PASSWORD || email.includes('\0'))
    return { outcome: 'wrong' }
  const found = await findSignInCandidate(getDb(), email, address)
  const candidate = canSignIn(found, isSandbox) ? found : undefined
  const attempt = { email, address, isKnownAddress: candidate?.isKnownAddress ?? false }
  const wait = await countAttempt(attempt)
  if (wait.isFinal) return { outcome: 'wait', seconds: wait.seconds }
  if (await isRightPassword(password, candidate?.passwordHash)) {
    await resetAttempts(attempt)
    if (candidate) return { outcome: 'right', staff: candidate }
  }
  return wait.seconds > 0 ? { outcome: 'wait', seconds: wait.seconds } : { outcome: 'wrong' }
}

/**
 * Counts the attempt against its limits. A rate-limited network address still admits staff who
 * signed in from it before, with the right password, because colleagues share an address.
 */
async function countAttempt(attempt: LoginAttempt): Promise<{ seconds: number; isFinal: boolean }> {
  const ofAddress = await countAddressAttempt(attempt)
  if (ofAddress > 0 && !attempt.isKnownAddress) return { seconds: ofAddress, isFinal: true }
  const ofAccount = await countAccountAttempt(attempt)
  if (ofAccount > 0) return { seconds: Math.max(ofAddress, ofAccount), isFinal: true }
  return { seconds: ofAddress, isFinal: false }
}

function canSignIn(candidate: SignInCandidate | undefined, isSandbox: boolean): boolean {
  if (!candidate || candidate.isDisabled) return false
  return isSandbox || !isSandboxEmail(candidate.email)
}
