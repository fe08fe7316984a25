import {
  acquireSlot,
  releaseSlots,
  waitForSlot,
  wakeWaitingRuns,
} from '@/db/queries/runner/runner-slots'
import type { RunState } from './run-state'

/**
 * Acquires every slot that the run needs, or none. Returns false if a limit is reached: the run then
 * waits, without a job and without using up attempts, until another run releases a slot.
 */
export async function acquireSlots(run: RunState): Promise<boolean> {
  for (const slot of run.slots) {
    if (await acquireSlot(run.id, slot)) continue
    await waitForSlot(run, slot)
    const released = await releaseSlots(run.id, run.generation)
    await wakeWaitingRuns([...released, slot.key])
    return false
  }
  return true
}
