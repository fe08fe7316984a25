import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import { getDb } from '@/db/client'
import { loginLimits } from '@/db/schema/staff'

const limiters = new WeakMap<object, Map<string, RateLimiterDrizzle>>()

/**
 * Returns a rate limiter of sign-in attempts: `points` per `durationSeconds`, stored in the database
 * with the key prefix `name` and shared by all processes. Counts outside of transactions, because a
 * rollback must not undo a failed attempt.
 */
export function loginLimiter(
  name: string,
  points: number,
  durationSeconds: number,
): RateLimiterDrizzle {
  const db = getDb()
  const known = limiters.get(db) ?? new Map<string, RateLimiterDrizzle>()
  limiters.set(db, known)
  const limiter =
    known.get(name) ??
    new RateLimiterDrizzle({
      storeClient: db,
      schema: loginLimits,
      keyPrefix: name,
      points,
      duration: durationSeconds,
    })
  known.set(name, limiter)
  return limiter
}
