/**
 * What of the data the database refused: the constraint, or the SQLSTATE of a value that does not
 * fit (class 22), also not into an index (54). Undefined for everything that may be different next
 * time. Looks through wrapped errors.
 */
export function dataErrorOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause) || typeof cause.code !== 'string') continue
    if (!/^(22|23|54)\w{3}$/.test(cause.code)) continue
    const name = 'constraint_name' in cause ? cause.constraint_name : undefined
    return typeof name === 'string' ? name : `SQLSTATE ${cause.code}`
  }
  return undefined
}
