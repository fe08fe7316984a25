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
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { acquireBreakerPermit } from '../vendors/acquire-breaker-permit'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { REFUND_STEP, recordRefund } from './internal/record-refund'
import { type RefundInstruction, requestRefund } from './internal/request-refund'
import { settleRefund } from './internal/settle-refund'
import type { RefundRun, RefundVerdict, RefundWork } from './refund-run'

type Next = { work: RefundWork; send: RefundInstruction; afterMs: number }

const GATEWAY = 'gateway:stripe'

/**
 * Carries a reserved refund out, payment by payment. It may be called any number of times, also at
 * the same time: every part has one key at the gateway, and what is settled stays so.
 */
export async function executeRefund(run: RefundRun): Promise<RefundVerdict> {
  const context = { actor: systemActor('refunds'), requestId: run.requestId }
  const tried = new Set<string>()
  for (;;) {
    const next = await runInTransaction(context, (uow) => beginPart(uow, run, tried))
    if (!next) return runInTransaction(context, (uow) => settleRefund(uow, run))
    if (next === 'queued') return { outcome: 'stopped', because: 'the payment service is down' }
    tried.add(next.work.part.id)
    await pause(next.afterMs)
    const exchanges: HttpExchange[] = []
    const answer = await recordVendorCalls(exchanges, () => requestRefund(next.send))
    await runInTransaction(context, async (uow) => {
      await saveVendorCalls(uow, { orderId: run.orderId, step: REFUND_STEP }, exchanges)
      await recordRefund(uow, run, next.work, answer)
    })
  }
}

/** The next part that the gateway has to say something about; undefined when none is left. */
async function beginPart(
  uow: UnitOfWork,
  run: RefundRun,
  tried: ReadonlySet<string>,
): Promise<Next | 'queued' | undefined> {
  const order = await lockOrder(uow.tx, run.orderId)
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`There is no refund ${run.resolutionId}.`)
  if (resolution.status !== 'pending') return undefined
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const transactions = await listPaymentTransactions(uow.tx, order.id)
  for (const part of parts) {
    const { transactionKey } = part
    const transaction = transactions.find((one) => one.idempotencyKey === transactionKey)
    if (!transactionKey || transaction?.status !== 'pending' || tried.has(part.id)) continue
    const work = { order, resolution, part, transactionKey }
    const isOutcomeUnknown = part.sentAt !== null && transaction.errorCode !== 'unavailable'
    const passage = await acquireBreakerPermit(uow, GATEWAY)
    if (passage.outcome === 'queue') {
      // The sweep comes back to it; nothing was tried.
      await saveResolution(uow.tx, resolution.id, { nextAttemptAt: uow.now })
      return 'queued'
    }
    await saveResolutionTender(uow.tx, part.id, {
      sentAt: uow.now,
      attempts: part.attempts + 1,
    })
    return { work, send: await toOrder(uow, work, isOutcomeUnknown), afterMs: passage.afterMs }
  }
  return undefined
}

async function toOrder(
  uow: UnitOfWork,
  { order, part, transactionKey }: RefundWork,
  isOutcomeUnknown: boolean,
): Promise<RefundInstruction> {
  const payments = await listPayments(uow.tx, order.id)
  const payment = payments.find(({ id }) => id === part.paymentId)
  if (!payment) throw new Error(`A refund names a payment that is not there: ${part.paymentId}`)
  return {
    reference: payment.gatewayReference,
    amountMinor: part.amountMinor,
    currency: payment.currency,
    idempotencyKey: transactionKey,
    isOutcomeUnknown,
  }
}
