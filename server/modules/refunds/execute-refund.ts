import { setTimeout as pause } from 'node:timers/promises'
import { listPayments, listPaymentTransactions } from '@/db/queries/money/payments'
import {
  findResolution,
  listResolutionTenders,
  saveResolution,
  saveResolutionTender,
} from '@/db/queries/money/resolutions'
import { lockOrder } from '@/db/queries/orders/orders'
import { systemActor } from '@/domain/staff/actor'
import { type Exchange, listenToVendors } from '@/server/adapters/vendor-journal'
import { type WriteScope, write } from '@/server/unit-of-work'
import { passBreaker } from '../vendors/acquire-breaker-permit'
import { keepCalls } from '../vendors/save-vendor-calls'
import { REFUND_STEP, recordRefund } from './internal/record-refund'
import { type RefundOrder, requestRefund } from './internal/request-refund'
import { settleRefund } from './internal/settle-refund'
import type { RefundRun, RefundVerdict, RefundWork } from './refund-run'

type Next = { work: RefundWork; send: RefundOrder; afterMs: number }

const GATEWAY = 'gateway:stripe'

/**
 * Carries a reserved refund out, payment by payment. It may be called any number of times, also at
 * the same time: every part has one key at the gateway, and what is settled stays so.
 */
export async function executeRefund(run: RefundRun): Promise<RefundVerdict> {
  const context = { actor: systemActor('refunds'), requestId: run.requestId }
  const tried = new Set<string>()
  for (;;) {
    const next = await write(context, (scope) => beginPart(scope, run, tried))
    if (!next) return write(context, (scope) => settleRefund(scope, run))
    if (next === 'queued') return { outcome: 'stopped', because: 'the payment service is down' }
    tried.add(next.work.part.id)
    await pause(next.afterMs)
    const exchanges: Exchange[] = []
    const answer = await listenToVendors(exchanges, () => requestRefund(next.send))
    await write(context, async (scope) => {
      await keepCalls(scope, { orderId: run.orderId, step: REFUND_STEP }, exchanges)
      await recordRefund(scope, run, next.work, answer)
    })
  }
}

/** The next part that the gateway has to say something about; undefined when none is left. */
async function beginPart(
  scope: WriteScope,
  run: RefundRun,
  tried: ReadonlySet<string>,
): Promise<Next | 'queued' | undefined> {
  const order = await lockOrder(scope.tx, run.orderId)
  const resolution = await findResolution(scope.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`There is no refund ${run.resolutionId}.`)
  if (resolution.status !== 'pending') return undefined
  const parts = await listResolutionTenders(scope.tx, resolution.id)
  const transactions = await listPaymentTransactions(scope.tx, order.id)
  for (const part of parts) {
    const { transactionKey } = part
    const transaction = transactions.find((one) => one.idempotencyKey === transactionKey)
    if (!transactionKey || transaction?.status !== 'pending' || tried.has(part.id)) continue
    const work = { order, resolution, part, transactionKey }
    const isOutcomeOpen = part.sentAt !== null && transaction.errorCode !== 'unavailable'
    const passage = await passBreaker(scope, GATEWAY)
    if (passage.outcome === 'queue') {
      // The sweep comes back to it; nothing was tried.
      await saveResolution(scope.tx, resolution.id, { nextAttemptAt: scope.now })
      return 'queued'
    }
    await saveResolutionTender(scope.tx, part.id, {
      sentAt: scope.now,
      attempts: part.attempts + 1,
    })
    return { work, send: await toOrder(scope, work, isOutcomeOpen), afterMs: passage.afterMs }
  }
  return undefined
}

async function toOrder(
  scope: WriteScope,
  { order, part, transactionKey }: RefundWork,
  isOutcomeOpen: boolean,
): Promise<RefundOrder> {
  const payments = await listPayments(scope.tx, order.id)
  const payment = payments.find(({ id }) => id === part.paymentId)
  if (!payment) throw new Error(`A refund names a payment that is not there: ${part.paymentId}`)
  return {
    reference: payment.gatewayReference,
    amountMinor: part.amountMinor,
    currency: payment.currency,
    idempotencyKey: transactionKey,
    isOutcomeOpen,
  }
}
