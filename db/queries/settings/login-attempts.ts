import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import { getDb } from '@/db/client'
import { loginLimits } from '@/db/schema/staff'

const limiters = new WeakMap<object, Map<string, RateLimiterDrizzle>>()

/**
 * A counter of sign-in attempts that all processes share: `points` in `durationSeconds`, kept in
 * the database under keys that start with `name`. Counts outside of any transaction, because a
 * failed attempt must stay counted whatever else is undone.
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
