import { z } from 'zod'
import { Op } from './classify-response'

/** Stores what the app brings while its call is open. False: a newer drive has the run. */
export type KeepOps = (ops: Op[]) => Promise<boolean>

type Drive = { id: string; generation: number }

/**
 * The drives of this process that take checkpoints. The SDK executes consecutive steps in one call
 * and posts their results on the way (`checkpointStepsAsync` in its `api/api.ts`); with each comes
 * the generation of the drive that made the call, so that a late one is told it is stale.
 */
export type Checkpoints = {
  /** From now on checkpoints of the drive go to `keep`, until the returned function is called. */
  open(drive: Drive, keep: KeepOps): () => void
  /** Answers `POST /v1/checkpoint/{runId}/async`. */
  take(runId: string, body: string): Promise<{ status: number; body: unknown }>
}

const Checkpoint = z.looseObject({
  generation_id: z.int(),
  steps: z.array(Op.extend({ op: z.literal('StepRun') })),
})

export function createCheckpoints(): Checkpoints {
  const drives = new Map<string, KeepOps>()
  const keyOf = ({ id, generation }: Drive) => `${id}:${generation}`
  return {
    open(drive, keep) {
      drives.set(keyOf(drive), keep)
      return () => drives.delete(keyOf(drive))
    },
    async take(runId, body) {
      const checkpoint = Checkpoint.safeParse(readJson(body))
      if (!checkpoint.success)
        return { status: 400, body: { error: z.prettifyError(checkpoint.error) } }
      const keep = drives.get(keyOf({ id: runId, generation: checkpoint.data.generation_id }))
      const isKept = keep !== undefined && (await keep(checkpoint.data.steps))
      return isKept
        ? { status: 200, body: {} }
        : { status: 409, body: { error: 'A newer drive has this run' } }
    },
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
