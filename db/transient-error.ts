/** postgres.js: the connection could not be made or broke. */
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
 * SQLSTATE: shutting down, crashed, starting up, too many connections, connection exceptions
 * (class 08), and what a concurrent transaction caused (serialization, deadlock).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQL_STATES = /^(57P0[1-3]|53300|08...|40001|40P01)$/

/**
 * Whether an error says that the database was away or another transaction was in the way: nothing
 * was stored, and the same call may simply be made again. Looks through drizzle's wrapping.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (DRIVER_CODES.has(code) || SQL_STATES.test(code)) return true
  }
  return false
}
