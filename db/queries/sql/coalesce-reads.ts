/** A quick answer is always fresh; a slow one serves everybody for so many times its own time. */
const QUICK_MS = 30
const TIMES = 30
const MAX_MS = 5000
/** Nobody looks at so many different lists within seconds. */
const MAX_KEYS = 200

type Shared<T> = { answer: Promise<T>; until: number }

/**
 * Lets everybody who asks the same at the same time share one answer. One that took long stays for
 * some seconds, so that a hundred open inboxes ask the database no more than one does.
 */
export function singleFlight<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Shared<T>>()
  return (key, ask) => {
    const known = answers.get(key)
    if (known && performance.now() < known.until) return known.answer
    if (answers.size >= MAX_KEYS) answers.clear()
    const began = performance.now()
    const entry: Shared<T> = { answer: ask(), until: Number.POSITIVE_INFINITY }
    answers.set(key, entry)
    entry.answer.then(
      () => {
        const took = performance.now() - began
        const keep = took <= QUICK_MS ? 0 : Math.min(took * TIMES, MAX_MS)
        entry.until = performance.now() + keep
      },
      () => answers.delete(key),
    )
    return entry.answer
  }
}
