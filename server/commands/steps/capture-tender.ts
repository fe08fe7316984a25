import { saveOrder } from '@/db/queries/orders'
import {
  insertPaymentTransaction,
  listOwnTransactions,
  listPayments,
  type PaymentRow,
  savePendingTransaction,
} from '@/db/queries/payments'
import { formatAmount } from '@/server/domain/money'
import { derivePaymentStatus } from '@/server/domain/order-state'
import { type CaptureRefusal, describeRefusal } from '../payments/describe-refusal'
import { type CaptureAnswer, type CaptureOrder, requestCapture } from '../payments/request-capture'
import type { WriteScope } from '../write'
import { failed, type StepCall, type StepCommand, type StepEnd, type StepWork } from './step'

/**
 * Captures one tender at our gateway. The transaction is stored as pending, with the key that goes
 * to the gateway, before anything is sent: whatever dies in between, the next try finds it, looks
 * the payment up and uses the same key. A new key is made only after a clear refusal. `proceed` says
 * how the step goes on once this tender is captured.
 */
export async function captureTender(
  scope: WriteScope,
  { order, step }: StepWork,
  tender: PaymentRow,
  amountMinor: bigint,
  proceed: StepCommand,
): Promise<StepCall> {
  const tries = await listOwnTransactions(scope.tx, tender.id, 'capture')
  const pending = tries.find((one) => one.status === 'pending')
  const key = pending?.idempotencyKey ?? `${step.idempotencyKey}:${tender.id}:${tries.length + 1}`
  if (!pending) {
    await insertPaymentTransaction(scope.tx, {
      paymentId: tender.id,
      orderId: order.id,
      kind: 'capture',
      status: 'pending',
      amountMinor,
      amountShopMinor: tender.authorizedShopMinor - tender.capturedShopMinor,
      source: 'pipeline',
      gatewayReference: tender.gatewayReference,
      idempotencyKey: key,
      at: scope.now,
    })
  }
  const capture: CaptureOrder = {
    reference: tender.gatewayReference,
    amountMinor,
    currency: tender.currency,
    idempotencyKey: key,
    // Certainly not done last time: no need to ask whether it was.
    isOutcomeOpen: pending !== undefined && pending.errorCode !== 'unavailable',
  }
  return {
    outcome: 'call',
    call: async () => {
      const answer = await requestCapture(capture)
      return (later, work) => recordCapture(later, work, { tender, capture, answer, proceed })
    },
  }
}

type Captured = {
  tender: PaymentRow
  capture: CaptureOrder
  answer: CaptureAnswer
  proceed: StepCommand
}

async function recordCapture(
  scope: WriteScope,
  work: StepWork,
  { tender, capture, answer, proceed }: Captured,
): Promise<StepEnd | StepCall> {
  const { idempotencyKey: key, currency } = capture
  switch (answer.outcome) {
    case 'ok': {
      const { capturedMinor, reference, raw } = answer.value
      await savePendingTransaction(scope.tx, key, {
        status: 'succeeded',
        amountMinor: capturedMinor,
        gatewayReference: reference,
        errorCode: null,
        errorMessage: null,
        raw,
        at: scope.now,
      })
      await scope.recordOrderEvent(work.order.id, 'payment.captured', {
        paymentId: tender.id,
        gateway: tender.gateway,
        amountMinor: capturedMinor.toString(),
        amount: formatAmount(capturedMinor, currency),
        currency,
      })
      if (work.order.status === 'cancelled') {
        return { outcome: 'skipped', reason: 'the order was cancelled' }
      }
      return proceed(scope, work)
    }
    case 'refused':
      return recordRefusal(scope, work, tender, key, describeRefusal(answer))
    case 'unavailable':
    case 'unknown': {
      const { outcome, message } = answer
      const change = { errorCode: outcome, errorMessage: message }
      await savePendingTransaction(scope.tx, key, change)
      return failed({
        kind: outcome === 'unknown' ? 'payment_unknown' : 'gateway_unavailable',
        code: outcome,
        message,
        detail: { paymentId: tender.id, reference: tender.gatewayReference },
        ...('retryAfterSeconds' in answer ? { retryAfterSeconds: answer.retryAfterSeconds } : {}),
      })
    }
  }
}

async function recordRefusal(
  scope: WriteScope,
  { order }: StepWork,
  tender: PaymentRow,
  key: string,
  { kind, code, message }: CaptureRefusal,
): Promise<StepEnd> {
  await savePendingTransaction(scope.tx, key, {
    status: 'failed',
    errorCode: code,
    errorMessage: message,
    at: scope.now,
  })
  const tenders = await listPayments(scope.tx, order.id)
  const states = tenders.map((one) => ({ ...one, isDeclined: one.id === tender.id }))
  const paymentStatus = derivePaymentStatus(states, order.totalMinor, order.storefrontPaymentStatus)
  await saveOrder(scope.tx, order.id, { paymentStatus })
  const detail = { paymentId: tender.id, reference: tender.gatewayReference }
  return failed({ kind, code, message, detail })
}
