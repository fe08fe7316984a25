/**
 * In-process mutex per order. Maps an order key to the promise of the run that holds it. Without it,
 * runs with webhooks of the same order would queue at its database lock, mostly to find them done.
 * Between processes that lock still applies.
 */
const activeRuns = new Map<string, Promise<void>>()

/** Returns the promise of the run that holds an order; undefined when it is free. */
export const activeRunFor = (orderKey: string): Promise<void> | undefined =>
  activeRuns.get(orderKey)

/** Runs `work` while holding the mutexes of orders that are free. */
export async function withOrderMutex(
  orderKeys: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const working = work().finally(() => {
    for (const key of orderKeys) activeRuns.delete(key)
  })
  for (const key of orderKeys) activeRuns.set(key, working)
  await working
}
