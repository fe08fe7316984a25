import { cron } from 'inngest'
import { sweepDeliveries } from '@/server/commands/deliveries/sweep-deliveries'
import { foldCounts } from '@/server/commands/orders/fold-counts'
import { sweepOrders } from '@/server/commands/orders/sweep-orders'
import { sweepShortages } from '@/server/commands/orders/sweep-shortages'
import { pruneOutbox } from '@/server/commands/outbox/prune-outbox'
import { inngest } from './client'
import { flushOutbox } from './flush-outbox'
import { guard } from './guard'

/** Finds what stands still without anybody knowing: sets it going again, then reports it. */
export const sweepStuckOrders = inngest.createFunction(
  {
    id: 'sweep-stuck-orders',
    name: 'Sweep stuck orders',
    triggers: [cron('*/5 * * * *')],
    retries: 3,
  },
  async ({ step, runId }) => {
    const orders = await step.run('sweep-orders', () => guard(runId, () => sweepOrders()))
    const deliveries = await step.run('sweep-deliveries', () =>
      guard(runId, () => sweepDeliveries()),
    )
    const shortages = await step.run('sweep-shortages', () => guard(runId, () => sweepShortages()))
    await step.run('fold-counts', () => guard(runId, () => foldCounts()))
    await step.run('flush', () => flushOutbox())
    const pruned = await step.run('prune-outbox', () => guard(runId, () => pruneOutbox()))
    return { orders, deliveries, shortages, pruned }
  },
)
