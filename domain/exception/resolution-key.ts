/** The idempotency key of a refund or reshipment that somebody made from an exception. */
export function resolutionKey({ id, version }: { id: string; version: number }): string {
  return `exception:${id}:${version}`
}

/** The exception that a refund or reshipment came from; undefined when it came from the order. */
export function exceptionOfKey(key: string): string | undefined {
  return /^exception:([0-9a-f-]{36}):\d+$/.exec(key)?.[1]
}
