import { z } from 'zod'
import { Op } from './classify-response'

/** Stores steps that completed while their call is still open. Returns false if a newer drive exists. */
export type SaveOps = (ops: Op[]) => Promise<boolean>

type Drive = { id: string; generation: number }

/**
 * The drives of this process, by run and generation, that accept checkpoints. The SDK executes
 * consecutive steps in one call and posts their results during it (`checkpointStepsAsync` in its
 * `api/api.ts`). Each checkpoint has the generation of its drive, so that a stale one is rejected.
 */
export type Checkpoints = {
  /** Passes checkpoints of the drive to `save` until the returned function is called. */
  open(drive: Drive, save: SaveOps): () => void
  /** Handles `POST /v1/checkpoint/{runId}/async`. */
  receive(runId: string, body: string): Promise<{ status: number; body: unknown }>
}

const Checkpoint = z.looseObject({
  generation_id: z.int(),
  steps: z.array(Op.extend({ op: z.literal('StepRun') })),
})

export function createCheckpoints(): Checkpoints {
  const drives = new Map<string, SaveOps>()
  const keyOf = ({ id, generation }: Drive) => `${id}:${generation}`
  return {
    open(drive, save) {
      drives.set(keyOf(drive), save)
      return () => drives.delete(keyOf(drive))
    },
    async receive(runId, body) {
      const checkpoint = Checkpoint.safeParse(readJson(body))
      if (!checkpoint.success)
        return { status: 400, body: { error: z.prettifyError(checkpoint.error) } }
      const save = drives.get(keyOf({ id: runId, generation: checkpoint.data.generation_id }))
      const isSaved = save !== undefined && (await save(checkpoint.data.steps))
      return isSaved
        ? { status: 200, body: {} }
        : { status: 409, body: { error: 'A newer drive has taken over this run' } }
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
