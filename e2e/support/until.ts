import { setTimeout as delay } from 'node:timers/promises'

/**
 * Repeats `check` until it stops throwing and resolves to what it returns; after the time-out it
 * throws what the check threw last.
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
