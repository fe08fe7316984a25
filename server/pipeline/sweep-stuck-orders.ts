import { cron } from 'inngest'
import { sweepDeliveries } from '@/server/commands/deliveries/sweep-deliveries'
import { sweepOrders } from '@/server/commands/orders/sweep-orders'
import { inngest } from './client'
import { flushOutbox } from './flush-outbox'

/** Finds what stands still without anybody knowing: sets it going again, then reports it. */
export const sweepStuckOrders = inngest.createFunction(
  {
    id: 'sweep-stuck-orders',
    name: 'Sweep stuck orders',
    triggers: [cron('*/5 * * * *')],
    retries: 3,
  },
  async ({ step }) => {
    const orders = await step.run('sweep-orders', () => sweepOrders())
    const deliveries = await step.run('sweep-deliveries', () => sweepDeliveries())
    await step.run('flush', () => flushOutbox())
    return { orders, deliveries }
  },
)
