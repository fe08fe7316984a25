/**
 * Orders that runs of this process are at, and when each run is through. Several runs have messages
 * of one order at once; without this they would wait for each other at the order's lock, mostly to
 * find nothing left. Between processes that lock remains.
 */
const inHand = new Map<string, Promise<void>>()

/** Of the run that is at an order: settles when it is through. Undefined when none is. */
export const activeRunFor = (orderKey: string): Promise<void> | undefined => inHand.get(orderKey)

/** Does work on orders that no run is at; until it is done, others leave them to this one. */
export async function withOrderMutex(
  orderKeys: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const working = work().finally(() => {
    for (const key of orderKeys) inHand.delete(key)
  })
  for (const key of orderKeys) inHand.set(key, working)
  await working
}
