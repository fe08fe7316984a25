import { transaction } from '@/db/client'
import { renewStepLease } from '@/db/queries/pipeline/order-steps'
import { logger } from '@/server/log'

const log = logger('steps')

/** A third of the lease, so that one lost renewal does not lose the step. */
const RENEW_MS = 2000

/**
 * Keeps a step's lease alive while `call` asks the outside world. When this process dies the lease
 * runs out within seconds and the next try takes the step over.
 */
export async function holdLease<T>(
  stepId: string,
  leaseToken: string,
  call: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    transaction((tx) => renewStepLease(tx, stepId, leaseToken)).catch((error: unknown) => {
      log.warn({ err: error, stepId }, 'the lease of a step could not be renewed')
    })
  }, RENEW_MS)
  try {
    return await call()
  } finally {
    clearInterval(timer)
  }
}
