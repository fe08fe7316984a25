import { setTimeout as delay } from 'node:timers/promises'

/**
 * Repeats `check` until it stops throwing, and returns its result. After the timeout, throws the last
 * error.
 */
export async function until<T>(
  check: () => Promise<T>,
  { seconds, everyMs = 250 }: { seconds: number; everyMs?: number },
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await delay(everyMs)
    }
  }
}
