import { cron } from 'inngest'
import { sweepWebhooks } from '@/server/modules/intake/sweep-webhooks'
import { foldCounts } from '@/server/modules/orders/fold-counts'
import { pruneOutbox } from '@/server/modules/pipeline/prune-outbox'
import { sweepOrders } from '@/server/modules/steps/sweep-orders'
import { sweepShortages } from '@/server/modules/steps/sweep-shortages'
import { inngest } from '../client'
import { guard } from '../guard'
import { flushOutbox } from './flush-outbox'

/** Resumes stuck orders and webhooks, then reports those that stay stuck. */
export const sweepStuckOrders = inngest.createFunction(
  {
    id: 'sweep-stuck-orders',
    name: 'Sweep stuck orders',
    triggers: [cron('*/5 * * * *')],
    retries: 3,
  },
  async ({ step, runId }) => {
    const orders = await step.run('sweep-orders', () => guard(runId, () => sweepOrders()))
    const webhooks = await step.run('sweep-webhooks', () => guard(runId, () => sweepWebhooks()))
    const shortages = await step.run('sweep-shortages', () => guard(runId, () => sweepShortages()))
    await step.run('fold-counts', () => guard(runId, () => foldCounts()))
    await step.run('flush', () => flushOutbox())
    const pruned = await step.run('prune-outbox', () => guard(runId, () => pruneOutbox()))
    return { orders, webhooks, shortages, pruned }
  },
)
