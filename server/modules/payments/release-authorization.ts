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
import { noteOutcome } from '../vendors/record-call-outcome'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { GATEWAY } from './internal/record-void'
import { type Release, requestRelease } from './internal/request-void'

export type HoldRun = {
  orderId: OrderId
  paymentId: PaymentId
  requestId: string
  retryScale: number
}

export type HoldVerdict =
  | { outcome: 'released' }
  /** The gateway knows of no hold: it has run out or was never there. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }
  | QueuedWork

const AGAIN_SECONDS = 15 * 60

/**
 * Gives the hold on a card back at the gateway after its money came otherwise; our books count it
 * as given up already. Safe to repeat: the hold has one key. Money that turns out to be taken is
 * for an engineer to look at, because the order is paid twice then.
 */
export async function releaseHold(run: HoldRun): Promise<HoldVerdict> {
  const { orderId, paymentId, requestId, retryScale } = run
  const payments = await transaction((tx) => listPayments(tx, orderId))
  const tender = payments.find(({ id }) => id === paymentId)
  if (!tender) return { outcome: 'stopped', because: 'there is no such payment' }
  const { gatewayReference: reference } = tender
  const hold = { reference, voidKey: `${paymentId}:set-aside`, isOutcomeUnknown: false }
  const context = { actor: systemActor('payments'), requestId }
  // Nobody waits for it: while the gateway is down the inbox need not show it.
  const work = { orderId, isFiled: false, retryScale }
  const passage = await runInTransaction(context, (uow) => passOrQueue(uow, GATEWAY, work))
  if (passage.outcome === 'queued') return passage
  await pause(passage.afterMs)
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => requestRelease(hold))
  const queued = await runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId, step: 'hold' }, exchanges)
    const state = await noteOutcome(uow, GATEWAY, { subject: orderId, retryScale }, answer)
    return isDown(state) ? queueWork(uow, GATEWAY, work) : undefined
  })
  if (queued) return queued
  switch (answer.outcome) {
    case 'ok':
      await runInTransaction(context, (uow) => record(uow, run, reference, answer.value))
      return { outcome: 'released' }
    case 'refused':
      return { outcome: 'stopped', because: answer.message }
    case 'unavailable':
    case 'unknown': {
      const afterSeconds = scaledDelay(AGAIN_SECONDS, retryScale)
      return { outcome: 'again', afterSeconds, message: answer.message }
    }
  }
}

async function record(
  uow: UnitOfWork,
  { orderId, paymentId }: HoldRun,
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
    message: 'The card was charged after all, and the order was marked as paid otherwise.',
    detail: { paymentId, reference },
  })
}
