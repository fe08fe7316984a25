import { setTimeout as pause } from 'node:timers/promises'
import { listPayments, listPaymentTransactions } from '@/db/queries/money/payments'
import {
  findResolution,
  listResolutionTenders,
  saveResolution,
  saveResolutionTender,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { systemActor } from '@/domain/staff/actor'
import { findRefund, type GatewayRefund, refundPayment } from '@/server/adapters/stripe/refunds'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { paymentGateway } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { acquireBreakerPermit } from '../vendors/acquire-breaker-permit'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { type RefundWork, recordRefund } from './internal/record-refund'
import { REFUND_STEP, settleRefund } from './internal/settle-refund'
import type { ResolutionResult, ResolutionRun } from './resolution-run'

/** One tender's share of a refund, as sent to the gateway. */
type RefundInstruction = {
  /** The payment to refund, `pi_...`. */
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
  /** True when an earlier attempt may have reached the gateway. */
  isOutcomeUnknown: boolean
}

type GatewayCall = {
  outcome: 'call'
  work: RefundWork
  instruction: RefundInstruction
  afterMs: number
}

const GATEWAY = 'gateway:stripe'

/**
 * Executes a reserved refund, one tender after the other. Takes N + 1 transactions for N tenders:
 * each one records the last response and prepares the next call; the last one settles the refund.
 * Safe to repeat and to run concurrently: each tender has one idempotency key at the gateway, and
 * settled tenders are skipped.
 */
export async function executeRefund(run: ResolutionRun): Promise<ResolutionResult> {
  const context = { actor: systemActor('refunds'), requestId: run.requestId }
  const attempted = new Set<string>()
  let next = await runInTransaction(context, async (uow) =>
    prepareNextCall(uow, run, await lockRefundOrder(uow, run), attempted),
  )
  while (next.outcome === 'call') {
    const { work, instruction, afterMs } = next
    attempted.add(work.part.id)
    await pause(afterMs)
    const exchanges: HttpExchange[] = []
    const answer = await recordVendorCalls(exchanges, () => requestRefund(instruction))
    next = await runInTransaction(context, async (uow) => {
      const order = await lockRefundOrder(uow, run)
      await saveVendorCalls(uow, { orderId: run.orderId, step: REFUND_STEP }, exchanges)
      await recordRefund(uow, run, work, answer)
      return prepareNextCall(uow, run, order, attempted)
    })
  }
  return next
}

async function lockRefundOrder(uow: UnitOfWork, run: ResolutionRun): Promise<OrderRow> {
  const order = await lockOrder(uow.tx, run.orderId)
  if (!order) throw new Error(`Order ${run.orderId} of refund ${run.resolutionId} not found.`)
  return order
}

/**
 * Marks the next pending tender as sent and returns its gateway call, or settles the refund when no
 * tender is left. Requires the lock on the order.
 */
async function prepareNextCall(
  uow: UnitOfWork,
  run: ResolutionRun,
  order: OrderRow,
  attempted: ReadonlySet<string>,
): Promise<GatewayCall | ResolutionResult> {
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!resolution) throw new Error(`Refund ${run.resolutionId} not found.`)
  const work = await findNextPart(uow, order, resolution, attempted)
  if (!work) return settleRefund(uow, order, resolution)
  const permit = await acquireBreakerPermit(uow, GATEWAY)
  if (permit.outcome === 'queue') {
    // Nothing was attempted: the sweep starts the refund again.
    await saveResolution(uow.tx, resolution.id, { nextAttemptAt: uow.now })
    return { outcome: 'stopped', because: 'the payment provider is unavailable' }
  }
  const { part } = work
  await saveResolutionTender(uow.tx, part.id, { sentAt: uow.now, attempts: part.attempts + 1 })
  const instruction = await toInstruction(uow, work)
  return { outcome: 'call', work, instruction, afterMs: permit.afterMs }
}

/** Returns the first pending tender that this execution has not attempted. */
async function findNextPart(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: RefundWork['resolution'],
  attempted: ReadonlySet<string>,
): Promise<RefundWork | undefined> {
  if (resolution.status !== 'pending') return undefined
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const transactions = await listPaymentTransactions(uow.tx, order.id)
  for (const part of parts) {
    const transaction = transactions.find((row) => row.idempotencyKey === part.transactionKey)
    if (transaction?.status !== 'pending' || attempted.has(part.id)) continue
    return { order, resolution, part, transaction }
  }
  return undefined
}

async function toInstruction(
  uow: UnitOfWork,
  { order, part, transaction }: RefundWork,
): Promise<RefundInstruction> {
  const payments = await listPayments(uow.tx, order.id)
  const payment = payments.find(({ id }) => id === part.paymentId)
  if (!payment) throw new Error(`Payment ${part.paymentId} of a refund not found.`)
  return {
    reference: payment.gatewayReference,
    amountMinor: part.amountMinor,
    currency: payment.currency,
    idempotencyKey: transaction.idempotencyKey,
    isOutcomeUnknown: part.sentAt !== null && transaction.errorCode !== 'unavailable',
  }
}

/**
 * Refunds through the gateway, at most once per key. If an earlier attempt may have succeeded, looks
 * it up first and sends it again, under the same key, only when the gateway has no record of it.
 */
async function requestRefund(
  instruction: RefundInstruction,
): Promise<VendorOutcome<GatewayRefund>> {
  const gateway = paymentGateway()
  if (instruction.isOutcomeUnknown) {
    const found = await findRefund(gateway, instruction)
    if (found.outcome === 'refused') return found
    // A failed lookup leaves the outcome unknown.
    if (found.outcome !== 'ok') return { outcome: 'unknown', message: found.message }
    if (found.value) return { outcome: 'ok', value: found.value }
  }
  return refundPayment(gateway, instruction)
}
