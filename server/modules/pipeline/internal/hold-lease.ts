import { transaction } from '@/db/client'
import { renewStepLease } from '@/db/queries/pipeline/order-steps'
import { logger } from '@/server/log'

const log = logger('steps')

/** A third of the lease, so that one failed renewal does not lose the step. */
const RENEW_MS = 2000

/**
 * Renews a step's lease while `call` runs. When this process dies the lease expires within seconds
 * and the next attempt takes over the step.
 */
export async function holdLease<T>(
  stepId: string,
  leaseToken: string,
  call: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    transaction((tx) => renewStepLease(tx, stepId, leaseToken)).catch((error: unknown) => {
      log.warn({ err: error, stepId }, 'failed to renew the lease of a step')
    })
  }, RENEW_MS)
  try {
    return await call()
  } finally {
    clearInterval(timer)
  }
}
