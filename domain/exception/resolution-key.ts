/** Returns the idempotency key of a refund or reshipment issued from an exception. */
export function resolutionKey({ id, version }: { id: string; version: number }): string {
  return `exception:${id}:${version}`
}

/** Returns the exception a refund or reshipment was issued from; undefined for other keys. */
export function exceptionOfKey(key: string): string | undefined {
  return /^exception:([0-9a-f-]{36}):\d+$/.exec(key)?.[1]
}
