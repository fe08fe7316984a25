import { env } from '@/server/env'
import { mailReshipment } from '@/server/modules/fulfillment/mail-reshipment'
import { shipReshipment } from '@/server/modules/fulfillment/ship-reshipment'
import { emitEvent } from '@/server/modules/pipeline/emit-event'
import { reportBrokenResolution } from '@/server/modules/refunds/report-broken-resolution'
import { inngest, reshipmentRequested } from './client'
import { guard } from './guard'
import { repeatWhileQueued } from './repeat-while-queued'

/** Executes a reserved reshipment: label, stock, customer email. */
export const processReshipment = inngest.createFunction(
  {
    id: 'process-reshipment',
    name: 'Process reshipment',
    triggers: [reshipmentRequested],
    concurrency: [{ key: 'event.data.resolutionId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      const report = () => reportBrokenResolution(data, event.data.run_id, error)
      return step.run('report', () => guard(data.requestId, report))
    },
  },
  async ({ event, step }) => {
    const { requestId } = event.data
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    const { resolutionId, orderId } = run
    const result = await repeatWhileQueued(step, {
      name: 'ship',
      requestId,
      work: () => shipReshipment(run),
      continueInNewRun: () =>
        emitEvent({ name: 'reshipment/requested', data: { resolutionId, orderId, requestId } }),
    })
    if (result.outcome === 'stopped') return result
    await step.run('mail', () => guard(requestId, () => mailReshipment(run)))
    return result
  },
)
