import { isBreakerKey } from '@/domain/pipeline/breaker'
import { env } from '@/server/env'
import { emitEvent } from '@/server/modules/pipeline/emit-event'
import { probeBreaker as tend } from '@/server/modules/vendors/probe-breaker'
import { breakerOpened, inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** An engine remembers every step of a run: a longer outage goes on in the next one. */
const TURNS = 100

/**
 * Looks after a vendor that is down: one probe at a time, then the queue at its pace. The state
 * is in the tables: a run may be started at any moment.
 */
export const probeBreaker = inngest.createFunction(
  {
    id: 'tend-breaker',
    name: 'Tend breaker',
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
    for (let turn = 1; turn <= TURNS; turn += 1) {
      const { isOver, sleepMs } = await step.run(`turn-${turn}`, work)
      if (isOver) return { turns: turn }
      if (sleepMs > 0) await step.sleep(`pause-${turn}`, sleepMs)
    }
    const goOn = () => emitEvent({ name: 'breaker/opened', data: { key, requestId } })
    await step.run('go-on', () => guard(requestId, goOn))
    await step.run('flush', () => guard(requestId, flushOutbox))
    return { turns: TURNS }
  },
)
