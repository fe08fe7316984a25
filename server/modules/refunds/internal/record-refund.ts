import { type PaymentTransactionRow, savePendingTransaction } from '@/db/queries/money/payments'
import { findTransaction } from '@/db/queries/money/refund-facts'
import {
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { paymentRefunded } from '@/domain/events/payment-events'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { formatAmount } from '@/domain/money/money'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { describeRefundRefusal } from '@/domain/refund/refund-refusals'
import type { GatewayRefund } from '@/server/adapters/stripe/refunds'
import { nextDelaySeconds } from '@/server/modules/exceptions/next-delay'
import { countFailures, openException } from '@/server/modules/exceptions/open-exception'
import { recordCallOutcome } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionRun } from '../resolution-run'
import { REFUND_STEP, settleReversal } from './settle-refund'

/** Interval between status checks of a refund that the bank is processing. */
const BANK_CHECK_SECONDS = 60 * 60

/** A tender's pending share of a refund, read under the lock on the order. */
export type RefundWork = {
  order: OrderRow
  resolution: ResolutionRow
  part: ResolutionTenderRow
  transaction: PaymentTransactionRow
}

/**
 * Records the gateway's response for one tender. A decline releases the reservation; an unavailable
 * gateway or an unknown outcome keeps it. Requires the lock on the order.
 */
export async function recordRefund(
  uow: UnitOfWork,
  run: ResolutionRun,
  work: RefundWork,
  answer: VendorOutcome<GatewayRefund>,
): Promise<void> {
  const call = { subject: work.order.id, retryScale: run.retryScale }
  await recordCallOutcome(uow, 'gateway:stripe', call, answer)
  const transaction = await findTransaction(uow.tx, work.transaction.idempotencyKey)
  if (transaction?.status !== 'pending') return recordLate(uow, work, transaction, answer)
  switch (answer.outcome) {
    case 'ok':
      return answer.value.status === 'succeeded'
        ? recordSuccess(uow, work, answer.value)
        : recordBankPending(uow, run, work, answer.value)
    case 'refused':
      return recordRefusal(uow, work, answer)
    case 'unavailable':
    case 'unknown':
      return recordNoAnswer(uow, run, work, answer)
  }
}

/** A user recorded the outcome during the gateway call, or another run settled it first. */
async function recordLate(
  uow: UnitOfWork,
  { order, resolution, part }: RefundWork,
  transaction: PaymentTransactionRow | undefined,
  answer: VendorOutcome<GatewayRefund>,
): Promise<void> {
  if (transaction?.status !== 'failed' || answer.outcome !== 'ok') return
  await openException(uow, {
    orderId: order.id,
    step: REFUND_STEP,
    kind: 'internal_error',
    code: 'refunded_after_all',
    message: 'The payment provider completed a refund that was recorded as not refunded.',
    detail: {
      resolutionId: resolution.id,
      paymentId: part.paymentId,
      reference: answer.value.reference,
    },
  })
}

async function recordSuccess(
  uow: UnitOfWork,
  { order, resolution, part, transaction }: RefundWork,
  { reference, raw }: GatewayRefund,
): Promise<void> {
  await savePendingTransaction(uow.tx, transaction.idempotencyKey, {
    status: 'succeeded',
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    raw,
    at: uow.now,
  })
  uow.record(
    paymentRefunded({
      orderId: order.id,
      resolutionId: resolution.id,
      paymentId: part.paymentId,
      reference,
      amountMinor: part.amountMinor.toString(),
      amount: formatAmount(part.amountMinor, order.currency),
      currency: order.currency,
    }),
  )
}

/** The gateway accepted the refund but the bank has not: this can take days and can still fail. */
async function recordBankPending(
  uow: UnitOfWork,
  run: ResolutionRun,
  { resolution, transaction }: RefundWork,
  { reference, raw }: GatewayRefund,
): Promise<void> {
  await savePendingTransaction(uow.tx, transaction.idempotencyKey, {
    gatewayReference: reference,
    errorCode: 'bank_pending',
    errorMessage: 'The bank is processing the refund.',
    raw,
  })
  const seconds = scaledDelay(BANK_CHECK_SECONDS, run.retryScale)
  await saveResolution(uow.tx, resolution.id, {
    nextAttemptAt: new Date(uow.now.getTime() + seconds * 1000),
    error: null,
  })
}

async function recordRefusal(
  uow: UnitOfWork,
  { order, resolution, part, transaction }: RefundWork,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const reason = describeRefundRefusal({ code, message })
  await savePendingTransaction(uow.tx, transaction.idempotencyKey, {
    status: 'failed',
    errorCode: code,
    errorMessage: reason,
    at: uow.now,
  })
  await settleReversal(uow, resolution, part, 'failed')
  const kind: ExceptionKind = 'refund_failed'
  await openException(uow, {
    orderId: order.id,
    step: REFUND_STEP,
    kind,
    code,
    message: reason,
    detail: { resolutionId: resolution.id, paymentId: part.paymentId, gatewaySaid: message },
  })
  await saveResolution(uow.tx, resolution.id, { error: { kind, code, message: reason } })
}

async function recordNoAnswer(
  uow: UnitOfWork,
  run: ResolutionRun,
  { order, resolution, part, transaction }: RefundWork,
  answer: Extract<VendorOutcome<never>, { outcome: 'unavailable' | 'unknown' }>,
): Promise<void> {
  const { outcome, message } = answer
  const kind: ExceptionKind = outcome === 'unknown' ? 'refund_unknown' : 'gateway_unavailable'
  await savePendingTransaction(uow.tx, transaction.idempotencyKey, {
    errorCode: outcome,
    errorMessage: message,
  })
  const where = { orderId: order.id, step: REFUND_STEP, kind }
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, kind, failures)
  const retryAfterSeconds = outcome === 'unavailable' ? Math.ceil(answer.retryAfterSeconds ?? 0) : 0
  const delay =
    policy === undefined
      ? undefined
      : Math.max(scaledDelay(policy, run.retryScale), retryAfterSeconds)
  const nextAttemptAt = delay === undefined ? null : new Date(uow.now.getTime() + delay * 1000)
  await openException(uow, {
    ...where,
    code: outcome,
    message,
    detail: { resolutionId: resolution.id, paymentId: part.paymentId },
    ...(nextAttemptAt ? { nextAttemptAt } : {}),
  })
  await saveResolution(uow.tx, resolution.id, {
    nextAttemptAt,
    error: { kind, code: outcome, message },
  })
}
