/** Faster reads are never reused, so that quick results are always fresh. */
const MAX_QUICK_MS = 30
/** A slow result is reused for this multiple of its duration. */
const REUSE_FACTOR = 30
const MAX_REUSE_MS = 5000
/** More different lists than users request within seconds. */
const MAX_KEYS = 200

type Entry<T> = { result: Promise<T>; expiresAt: number }

/**
 * Returns a function that shares one read among concurrent callers with the same key. Slow results are
 * reused for a few seconds, so that a hundred open inboxes cost the database as much as one.
 */
export function singleFlight<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, Entry<T>>()
  return (key, read) => {
    const known = entries.get(key)
    if (known && performance.now() < known.expiresAt) return known.result
    if (entries.size >= MAX_KEYS) entries.clear()
    const startedAt = performance.now()
    const entry: Entry<T> = { result: read(), expiresAt: Number.POSITIVE_INFINITY }
    entries.set(key, entry)
    entry.result.then(
      () => {
        const ms = performance.now() - startedAt
        const reuseMs = ms <= MAX_QUICK_MS ? 0 : Math.min(ms * REUSE_FACTOR, MAX_REUSE_MS)
        entry.expiresAt = performance.now() + reuseMs
      },
      () => entries.delete(key),
    )
    return entry.result
  }
}
