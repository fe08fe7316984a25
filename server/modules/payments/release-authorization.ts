import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '@/db/client'
import { listPayments } from '@/db/queries/money/payments'
import { lockOrder } from '@/db/queries/orders/orders'
import { paymentVoided } from '@/domain/events/payment-events'
import type { OrderId, PaymentId } from '@/domain/ids'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { systemActor } from '@/domain/staff/actor'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { openException } from '../exceptions/open-exception'
import { isDown, passOrQueue, type QueuedWork, queueWork } from '../vendors/queue-work'
import { recordCallOutcome } from '../vendors/record-call-outcome'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { GATEWAY } from './internal/record-void'
import { type Release, requestRelease } from './internal/request-void'

export type ReleaseRun = {
  orderId: OrderId
  paymentId: PaymentId
  requestId: string
  retryScale: number
}

export type ReleaseResult =
  | { outcome: 'released' }
  /** The gateway has no such authorization: it expired or never existed. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }
  | QueuedWork

const RETRY_SECONDS = 15 * 60

/**
 * Voids an authorization at the gateway after the order was paid another way; our books already count
 * it as voided. Safe to repeat: the void has one key. If the payment was captured after all, opens an
 * exception for engineers, because the order is then paid twice.
 */
export async function releaseAuthorization(run: ReleaseRun): Promise<ReleaseResult> {
  const { orderId, paymentId, requestId, retryScale } = run
  const payments = await transaction((tx) => listPayments(tx, orderId))
  const tender = payments.find(({ id }) => id === paymentId)
  if (!tender) return { outcome: 'stopped', because: 'payment not found' }
  const { gatewayReference: reference } = tender
  const authorization = { reference, voidKey: `${paymentId}:set-aside`, isOutcomeUnknown: false }
  const context = { actor: systemActor('payments'), requestId }
  // Not urgent: don't show it in the inbox while the gateway is down.
  const work = { orderId, isFiled: false, retryScale }
  const permit = await runInTransaction(context, (uow) => passOrQueue(uow, GATEWAY, work))
  if (permit.outcome === 'queued') return permit
  await pause(permit.afterMs)
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => requestRelease(authorization))
  const queued = await runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId, step: 'hold' }, exchanges)
    const state = await recordCallOutcome(uow, GATEWAY, { subject: orderId, retryScale }, answer)
    return isDown(state) ? queueWork(uow, GATEWAY, work) : undefined
  })
  if (queued) return queued
  switch (answer.outcome) {
    case 'ok':
      await runInTransaction(context, (uow) => recordRelease(uow, run, reference, answer.value))
      return { outcome: 'released' }
    case 'refused':
      return { outcome: 'stopped', because: answer.message }
    case 'unavailable':
    case 'unknown': {
      const afterSeconds = scaledDelay(RETRY_SECONDS, retryScale)
      return { outcome: 'retry', afterSeconds, message: answer.message }
    }
  }
}

async function recordRelease(
  uow: UnitOfWork,
  { orderId, paymentId }: ReleaseRun,
  reference: string,
  release: Release,
): Promise<void> {
  await lockOrder(uow.tx, orderId)
  if (release.state === 'voided') {
    uow.record(paymentVoided({ orderId, paymentId, reference }))
    return
  }
  await openException(uow, {
    orderId,
    step: 'hold',
    kind: 'internal_error',
    code: 'paid_twice',
    message: 'The card was charged although the order was already paid another way.',
    detail: { paymentId, reference },
  })
}
