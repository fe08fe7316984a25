import {
  insertPaymentTransaction,
  listOwnTransactions,
  listPayments,
  type PaymentRow,
  type PaymentTransactionRow,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import { lockOrder, saveOrder } from '@/db/queries/orders/orders'
import { paymentCaptured, paymentVoided } from '@/domain/events/payment-events'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderId, PaymentId } from '@/domain/ids'
import { derivePaymentStatus } from '@/domain/order/order-state'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { nextDelaySeconds } from '@/server/modules/exceptions/next-delay'
import { countFailures, openException } from '@/server/modules/exceptions/open-exception'
import { reportLateCancel } from '@/server/modules/orders/report-late-cancel'
import { isDown, queueWork } from '@/server/modules/vendors/queue-work'
import { recordCallOutcome } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import { saveChargebacks } from '../save-chargebacks'
import type { Release } from './request-void'
import type { VoidResult, VoidRun } from './void-run'

export const GATEWAY = 'gateway:stripe'

/** A tender's open authorization and the idempotency keys of our calls. */
export type OpenAuthorization = {
  orderId: OrderId
  paymentId: PaymentId
  reference: string
  voidKey: string
  /** Key of our capture that may have succeeded. */
  captureKey: string | undefined
  isOutcomeUnknown: boolean
}

/** Stores a pending void; undefined when the gateway already declined to void this tender. */
export async function reserveVoid(
  uow: UnitOfWork,
  payment: PaymentRow,
  capture: PaymentTransactionRow | undefined,
): Promise<OpenAuthorization | undefined> {
  const attempts = await listOwnTransactions(uow.tx, payment.id, 'void')
  if (attempts.some((row) => row.status === 'failed')) return undefined
  const voidKey = `${payment.orderId}:void:${payment.id}`
  await insertPaymentTransaction(uow.tx, {
    paymentId: payment.id,
    orderId: payment.orderId,
    kind: 'void',
    status: 'pending',
    amountMinor: payment.authorizedMinor - payment.capturedMinor,
    amountShopMinor: payment.authorizedShopMinor - payment.capturedShopMinor,
    source: 'pipeline',
    gatewayReference: payment.gatewayReference,
    idempotencyKey: voidKey,
    at: uow.now,
  })
  return {
    orderId: payment.orderId,
    paymentId: payment.id,
    reference: payment.gatewayReference,
    voidKey,
    captureKey: capture?.idempotencyKey,
    isOutcomeUnknown: capture !== undefined,
  }
}

/** Records the outcome of a void; undefined: continue with the next tender. */
export async function recordRelease(
  uow: UnitOfWork,
  hold: OpenAuthorization,
  answer: VendorOutcome<Release>,
  run: VoidRun,
): Promise<VoidResult | undefined> {
  const order = await lockOrder(uow.tx, run.orderId)
  if (!order) throw new Error(`Order ${run.orderId} not found.`)
  const { orderId, retryScale } = run
  const state = await recordCallOutcome(uow, GATEWAY, { subject: orderId, retryScale }, answer)
  if (isDown(state)) return queueWork(uow, GATEWAY, { orderId, isFiled: true, retryScale })
  if (answer.outcome === 'ok') {
    await recordVoidOutcome(uow, hold, answer.value)
    if (answer.value.state === 'captured') {
      await saveChargebacks(uow, order)
      await reportLateCancel(uow, order)
    }
  } else if (answer.outcome === 'refused') {
    await recordDecline(uow, hold, answer)
  } else {
    return scheduleRetry(uow, answer, run)
  }
  const tenders = await listPayments(uow.tx, order.id)
  const paymentStatus = derivePaymentStatus(
    tenders,
    order.totalMinor,
    order.storefrontPaymentStatus,
  )
  await saveOrder(uow.tx, order.id, { paymentStatus })
  return undefined
}

async function recordVoidOutcome(
  uow: UnitOfWork,
  hold: OpenAuthorization,
  release: Release,
): Promise<void> {
  const { raw } = release
  const at = uow.now
  const isCaptured = release.state === 'captured'
  const success = { status: 'succeeded', raw, errorCode: null, errorMessage: null, at } as const
  const failure = { status: 'failed', raw, errorCode: 'order_canceled', at } as const
  await savePendingTransaction(uow.tx, hold.voidKey, isCaptured ? failure : success)
  if (hold.captureKey) {
    const captured = isCaptured ? { ...success, amountMinor: release.capturedMinor } : failure
    await savePendingTransaction(uow.tx, hold.captureKey, captured)
  }
  const { orderId, paymentId } = hold
  const settled = isCaptured ? paymentCaptured : paymentVoided
  uow.record(settled({ orderId, paymentId }))
}

async function recordDecline(
  uow: UnitOfWork,
  hold: OpenAuthorization,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const change = { status: 'failed', errorCode: code, errorMessage: message } as const
  await savePendingTransaction(uow.tx, hold.voidKey, { ...change, at: uow.now })
  await openException(uow, {
    orderId: hold.orderId,
    kind: 'internal_error',
    code,
    message: `Couldn't void the authorization on the customer's card: ${message}`,
    detail: { paymentId: hold.paymentId, reference: hold.reference },
  })
}

/** Schedules a retry by the catalog's policy, or leaves the exception to staff. */
async function scheduleRetry(
  uow: UnitOfWork,
  answer: { outcome: 'unavailable' | 'unknown'; message: string },
  { orderId, retryScale }: VoidRun,
): Promise<VoidResult> {
  const kind: ExceptionKind =
    answer.outcome === 'unknown' ? 'payment_unknown' : 'gateway_unavailable'
  const failures = (await countFailures(uow, { orderId, kind })) + 1
  const policy = await nextDelaySeconds(uow, kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  const message = `Couldn't void the authorization on the customer's card: ${answer.message}`
  await openException(uow, {
    orderId,
    kind,
    code: answer.outcome,
    message,
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'the payment provider is unavailable' }
    : { outcome: 'retry', afterSeconds: delay, message }
}
