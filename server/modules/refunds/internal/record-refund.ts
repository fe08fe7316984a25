import { type PaymentTransactionRow, savePendingTransaction } from '@/db/queries/money/payments'
import { findTransaction } from '@/db/queries/money/refund-facts'
import { saveResolution } from '@/db/queries/money/resolutions'
import { lockOrder } from '@/db/queries/orders/orders'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { formatAmount } from '@/domain/money/money'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { describeRefundRefusal } from '@/domain/refund/refund-refusals'
import type { GatewayRefund } from '@/server/adapters/stripe/refunds'
import { nextDelaySeconds } from '@/server/modules/exceptions/next-delay'
import { countFailures, openException } from '@/server/modules/exceptions/open-exception'
import { noteOutcome } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { RefundRun, RefundWork } from '../refund-run'
import { settleReversal } from '../settle-reversal'

/** Where the inbox puts what goes wrong with a refund. */
export const REFUND_STEP = 'refund'

/** How often we ask what became of a refund that the bank still works on. */
const BANK_SECONDS = 60 * 60

/**
 * Writes down what the gateway said about one part of a refund. A clear no releases its
 * reservation; anything short of an answer keeps it.
 */
export async function recordRefund(
  uow: UnitOfWork,
  run: RefundRun,
  work: RefundWork,
  answer: VendorOutcome<GatewayRefund>,
): Promise<void> {
  await lockOrder(uow.tx, work.order.id)
  const call = { subject: work.order.id, retryScale: run.retryScale }
  await noteOutcome(uow, 'gateway:stripe', call, answer)
  const transaction = await findTransaction(uow.tx, work.transactionKey)
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

/** Somebody has settled it by hand while the gateway was asked, or another run was faster. */
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
    message: 'The payment service gave money back that was marked as not refunded.',
    detail: {
      resolutionId: resolution.id,
      paymentId: part.paymentId,
      reference: answer.value.reference,
    },
  })
}

async function recordSuccess(
  uow: UnitOfWork,
  { order, resolution, part, transactionKey }: RefundWork,
  { reference, raw }: GatewayRefund,
): Promise<void> {
  await savePendingTransaction(uow.tx, transactionKey, {
    status: 'succeeded',
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    raw,
    at: uow.now,
  })
  uow.recordOrderEvent(order.id, 'payment.refunded', {
    resolutionId: resolution.id,
    paymentId: part.paymentId,
    reference,
    amountMinor: part.amountMinor.toString(),
    amount: formatAmount(part.amountMinor, order.currency),
    currency: order.currency,
  })
}

/** The gateway took it and the bank has not: it may take days, and may yet fail. */
async function recordBankPending(
  uow: UnitOfWork,
  run: RefundRun,
  { resolution, transactionKey }: RefundWork,
  { reference, raw }: GatewayRefund,
): Promise<void> {
  await savePendingTransaction(uow.tx, transactionKey, {
    gatewayReference: reference,
    errorCode: 'bank_pending',
    errorMessage: 'The bank still works on it.',
    raw,
  })
  const seconds = scaledDelay(BANK_SECONDS, run.retryScale)
  await saveResolution(uow.tx, resolution.id, {
    nextAttemptAt: new Date(uow.now.getTime() + seconds * 1000),
    error: null,
  })
}

async function recordRefusal(
  uow: UnitOfWork,
  { order, resolution, part, transactionKey }: RefundWork,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const words = describeRefundRefusal({ code, message })
  await savePendingTransaction(uow.tx, transactionKey, {
    status: 'failed',
    errorCode: code,
    errorMessage: words,
    at: uow.now,
  })
  await settleReversal(uow, resolution, part, 'failed')
  const kind: ExceptionKind = 'refund_failed'
  await openException(uow, {
    orderId: order.id,
    step: REFUND_STEP,
    kind,
    code,
    message: words,
    detail: { resolutionId: resolution.id, paymentId: part.paymentId, gatewaySaid: message },
  })
  await saveResolution(uow.tx, resolution.id, { error: { kind, code, message: words } })
}

async function recordNoAnswer(
  uow: UnitOfWork,
  run: RefundRun,
  { order, resolution, part, transactionKey }: RefundWork,
  answer: Extract<VendorOutcome<never>, { outcome: 'unavailable' | 'unknown' }>,
): Promise<void> {
  const { outcome, message } = answer
  const kind: ExceptionKind = outcome === 'unknown' ? 'refund_unknown' : 'gateway_unavailable'
  await savePendingTransaction(uow.tx, transactionKey, {
    errorCode: outcome,
    errorMessage: message,
  })
  const where = { orderId: order.id, step: REFUND_STEP, kind }
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, kind, failures)
  const asked = outcome === 'unavailable' ? Math.ceil(answer.retryAfterSeconds ?? 0) : 0
  const delay =
    policy === undefined ? undefined : Math.max(scaledDelay(policy, run.retryScale), asked)
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
