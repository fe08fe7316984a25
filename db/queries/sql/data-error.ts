/**
 * Returns why the database rejected data: the constraint's name, or the SQLSTATE of an invalid value
 * (class 22) or an exceeded limit (54). Undefined for other errors, which a retry may fix. Checks the
 * causes of wrapped errors.
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
