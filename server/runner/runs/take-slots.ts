import {
  acquireSlot,
  releaseSlots,
  waitForSlot,
  wakeWaitingRuns,
} from '@/db/queries/runner/runner-slots'
import type { RunState } from './run-state'

/**
 * Takes every slot the run needs to execute, or none. Without them it waits, without a job and
 * without using up attempts, until another run gives one back.
 */
export async function takeSlots(run: RunState): Promise<boolean> {
  for (const slot of run.slots) {
    if (await acquireSlot(run.id, slot)) continue
    await waitForSlot(run, slot)
    const released = await releaseSlots(run.id, run.generation)
    await wakeWaitingRuns([...released, slot.key])
    return false
  }
  return true
}
