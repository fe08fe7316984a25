/**
 * What an unexpected error says, without the parameters of a failed query: those are personal
 * data, and the inbox shows this text. `code` is the error's own, else its name.
 */
export function describeError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'thrown', message: String(error).slice(0, 500) }
  const source = 'query' in error && error.cause instanceof Error ? error.cause : error
  const code = 'code' in source && typeof source.code === 'string' ? source.code : source.name
  return { code, message: source.message.slice(0, 500) }
}
