import { isBreakerKey } from '@/domain/pipeline/breaker'
import { env } from '@/server/env'
import { emitEvent } from '@/server/modules/pipeline/emit-event'
import { probeBreaker as tend } from '@/server/modules/vendors/probe-breaker'
import { breakerOpened, inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Engines store every step of a run, so a longer outage continues in a new run. */
const MAX_TURNS = 100

/**
 * Probes a vendor that is down, one probe at a time, then drains its queue at a set rate. All state
 * is in the tables, so a run may start at any time.
 */
export const probeBreaker = inngest.createFunction(
  {
    id: 'probe-breaker',
    name: 'Probe breaker',
    triggers: [breakerOpened],
    concurrency: [{ key: 'event.data.key', limit: 1 }],
    retries: 20,
  },
  async ({ event, step }) => {
    const { key, requestId } = event.data
    if (!isBreakerKey(key)) return { turns: 0 }
    const retryScale = env().AFTERCART_RETRY_SCALE
    const work = async () => {
      const turn = await guard(requestId, () => tend(key, { requestId, retryScale }))
      await flushOutbox()
      return turn
    }
    for (let turn = 1; turn <= MAX_TURNS; turn += 1) {
      const { isOver, sleepMs } = await step.run(`turn-${turn}`, work)
      if (isOver) return { turns: turn }
      if (sleepMs > 0) await step.sleep(`pause-${turn}`, sleepMs)
    }
    const continueInNewRun = () => emitEvent({ name: 'breaker/opened', data: { key, requestId } })
    await step.run('go-on', () => guard(requestId, continueInNewRun))
    await step.run('flush', () => guard(requestId, flushOutbox))
    return { turns: MAX_TURNS }
  },
)
