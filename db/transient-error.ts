/** postgres.js and Node.js error codes for failed connections. */
const DRIVER_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * SQLSTATE: shutdown, crash, startup, too many connections, connection exceptions (class 08),
 * serialization failure and deadlock.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQL_STATES = /^(57P0[1-3]|53300|08...|40001|40P01)$/

/**
 * Returns whether the database was unavailable or a concurrent transaction interfered. Nothing was
 * stored, and the same call can be retried. Checks the causes of wrapped errors.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (DRIVER_CODES.has(code) || SQL_STATES.test(code)) return true
  }
  return false
}
