import { transaction } from '@/db/client'
import { listCoveredShortages } from '@/db/queries/exceptions/covered-shortages'
import { tryLockOrder } from '@/db/queries/orders/orders'
import { orderRestocked } from '@/domain/events/order-events'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { emitResumed } from './emit-resumed'
import { reopenSteps } from './reopen-steps'

const BATCH = 200

/**
 * Resumes orders blocked by a stock shortage once new stock covers them. Their exceptions close
 * when the stock is reserved; if another order takes it first, they are short again.
 */
export async function sweepShortages(now = new Date()): Promise<{ resumed: number }> {
  const orderIds = await transaction((tx) => listCoveredShortages(tx, BATCH))
  const context = { actor: systemActor('sweep'), requestId: `sweep-${now.toISOString()}` }
  let resumed = 0
  for (const orderId of orderIds) {
    resumed += await runInTransaction(context, async (uow) => {
      // A transaction that holds the lock is making progress.
      const order = await tryLockOrder(uow.tx, orderId)
      if (order?.status !== 'blocked') return 0
      const steps = await reopenSteps(uow, order, 'blocked', ['allocate'])
      if (steps.length === 0) return 0
      const reason = 'new stock covers the order'
      uow.record(orderRestocked({ orderId, reason, steps }))
      await emitResumed(uow, orderId, reason)
      return 1
    })
  }
  return { resumed }
}
