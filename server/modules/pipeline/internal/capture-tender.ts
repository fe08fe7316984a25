import {
  insertPaymentTransaction,
  listOwnTransactions,
  listPayments,
  type PaymentRow,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import { saveOrder } from '@/db/queries/orders/orders'
import { paymentCaptured } from '@/domain/events/payment-events'
import { formatAmount } from '@/domain/money/money'
import { derivePaymentStatus } from '@/domain/order/order-state'
import type { GatewayCapture } from '@/server/adapters/stripe/stripe'
import { refreshPaymentStatus } from '@/server/modules/orders/refresh-payment-status'
import { type CaptureRefusal, describeRefusal } from '@/server/modules/payments/describe-refusal'
import {
  type CaptureInstruction,
  type CaptureOutcome,
  requestCapture,
} from '@/server/modules/payments/request-capture'
import { saveChargebacks } from '@/server/modules/payments/save-chargebacks'
import {
  failed,
  type StepCall,
  type StepCommand,
  type StepOutcome,
  type StepWork,
} from '@/server/modules/steps/step-types'
import { acquireBreakerPermit } from '@/server/modules/vendors/acquire-breaker-permit'
import type { UnitOfWork } from '@/server/unit-of-work'

const GATEWAY = 'gateway:stripe'

/**
 * Captures one tender at our gateway, then continues with `proceed`. The pending transaction and
 * its key are stored before the call, so that after a crash the next attempt looks up the payment
 * and reuses the key. A new key is created only after a definite refusal.
 */
export async function captureTender(
  uow: UnitOfWork,
  work: StepWork,
  tender: PaymentRow,
  amountMinor: bigint,
  proceed: StepCommand,
): Promise<StepCall | StepOutcome> {
  const permit = await acquireBreakerPermit(uow, GATEWAY)
  if (permit.outcome === 'queue') return { outcome: 'queued', breaker: GATEWAY }
  const attempts = await listOwnTransactions(uow.tx, tender.id, 'capture')
  const pending = attempts.find(({ status }) => status === 'pending')
  const capture: CaptureInstruction = {
    reference: tender.gatewayReference,
    amountMinor: pending?.amountMinor ?? amountMinor,
    currency: tender.currency,
    idempotencyKey:
      pending?.idempotencyKey ?? `${work.step.idempotencyKey}:${tender.id}:${attempts.length + 1}`,
    // `unavailable` means the last call certainly had no effect: no lookup is needed.
    isOutcomeUnknown: pending !== undefined && pending.errorCode !== 'unavailable',
  }
  if (pending) await savePendingTransaction(uow.tx, capture.idempotencyKey, { errorCode: null })
  else await insertPending(uow, tender, capture)
  return {
    outcome: 'call',
    breaker: GATEWAY,
    afterMs: permit.afterMs,
    call: async () => {
      const answer = await requestCapture(capture)
      return (later, now) => recordCapture(later, now, { tender, capture, answer, proceed })
    },
  }
}

async function insertPending(
  uow: UnitOfWork,
  tender: PaymentRow,
  { amountMinor, reference, idempotencyKey }: CaptureInstruction,
): Promise<void> {
  await insertPaymentTransaction(uow.tx, {
    paymentId: tender.id,
    orderId: tender.orderId,
    kind: 'capture',
    status: 'pending',
    amountMinor,
    amountShopMinor: tender.authorizedShopMinor - tender.capturedShopMinor,
    source: 'pipeline',
    gatewayReference: reference,
    idempotencyKey,
    at: uow.now,
  })
}

type Captured = {
  tender: PaymentRow
  capture: CaptureInstruction
  answer: CaptureOutcome
  proceed: StepCommand
}

async function recordCapture(
  uow: UnitOfWork,
  work: StepWork,
  { tender, capture, answer, proceed }: Captured,
): Promise<StepOutcome | StepCall> {
  switch (answer.outcome) {
    case 'ok':
      await recordSuccess(uow, work, tender, capture, answer.value)
      return continueStep(uow, work, proceed)
    case 'refused':
      return recordRefusal(uow, work, tender, capture, describeRefusal(answer))
    case 'unavailable':
    case 'unknown':
      return recordNoResponse(uow, tender, capture, answer)
  }
}

/**
 * Continues the step. A finished step saves the payment status with its own changes; otherwise it
 * is saved here.
 */
async function continueStep(
  uow: UnitOfWork,
  work: StepWork,
  proceed: StepCommand,
): Promise<StepOutcome | StepCall> {
  const end: StepOutcome | StepCall =
    work.order.status === 'canceled'
      ? { outcome: 'skipped', reason: 'the order was canceled' }
      : await proceed(uow, work)
  if (end.outcome !== 'done') await refreshPaymentStatus(uow, work.order)
  return end
}

async function recordSuccess(
  uow: UnitOfWork,
  { order }: StepWork,
  tender: PaymentRow,
  { idempotencyKey, currency }: CaptureInstruction,
  { capturedMinor, reference, raw }: GatewayCapture,
): Promise<void> {
  await savePendingTransaction(uow.tx, idempotencyKey, {
    status: 'succeeded',
    amountMinor: capturedMinor,
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    raw,
    at: uow.now,
  })
  await saveChargebacks(uow, order)
  uow.record(
    paymentCaptured({
      orderId: order.id,
      paymentId: tender.id,
      gateway: tender.gateway,
      amountMinor: capturedMinor.toString(),
      amount: formatAmount(capturedMinor, currency),
      currency,
    }),
  )
}

async function recordNoResponse(
  uow: UnitOfWork,
  tender: PaymentRow,
  { idempotencyKey, reference }: CaptureInstruction,
  answer: CaptureOutcome & { outcome: 'unavailable' | 'unknown' },
): Promise<StepOutcome> {
  const { outcome, message } = answer
  await savePendingTransaction(uow.tx, idempotencyKey, {
    errorCode: outcome,
    errorMessage: message,
  })
  const wait = outcome === 'unavailable' ? answer.retryAfterSeconds : undefined
  return failed({
    kind: outcome === 'unknown' ? 'payment_unknown' : 'gateway_unavailable',
    code: outcome,
    message,
    detail: { paymentId: tender.id, reference },
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  })
}

async function recordRefusal(
  uow: UnitOfWork,
  { order }: StepWork,
  tender: PaymentRow,
  { idempotencyKey, reference }: CaptureInstruction,
  { kind, code, message }: CaptureRefusal,
): Promise<StepOutcome> {
  await savePendingTransaction(uow.tx, idempotencyKey, {
    status: 'failed',
    errorCode: code,
    errorMessage: message,
    at: uow.now,
  })
  const tenders = await listPayments(uow.tx, order.id)
  const states = tenders.map((other) => ({ ...other, isDeclined: other.id === tender.id }))
  const paymentStatus = derivePaymentStatus(states, order.totalMinor, order.storefrontPaymentStatus)
  await saveOrder(uow.tx, order.id, { paymentStatus })
  const detail = { paymentId: tender.id, reference }
  return failed({ kind, code, message, detail })
}
