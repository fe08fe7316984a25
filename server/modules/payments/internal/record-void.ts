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
import { noteOutcome } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import { saveChargebacks } from '../save-chargebacks'
import type { Release } from './request-void'
import type { VoidRun, VoidVerdict } from './void-run'

export const GATEWAY = 'gateway:stripe'

/** A tender that is still held, and the keys under which we act on it. */
export type OpenHold = {
  orderId: OrderId
  paymentId: PaymentId
  reference: string
  voidKey: string
  /** Our capture that may have gone through. */
  captureKey: string | undefined
  isOutcomeUnknown: boolean
}

/** Stores that a hold is about to be released; undefined when the gateway refused it before. */
export async function reserveVoid(
  uow: UnitOfWork,
  payment: PaymentRow,
  capture: PaymentTransactionRow | undefined,
): Promise<OpenHold | undefined> {
  const tries = await listOwnTransactions(uow.tx, payment.id, 'void')
  if (tries.some((one) => one.status === 'failed')) return undefined
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

/** Writes down what became of a hold; undefined: go on with the next one. */
export async function recordRelease(
  uow: UnitOfWork,
  hold: OpenHold,
  answer: VendorOutcome<Release>,
  run: VoidRun,
): Promise<VoidVerdict | undefined> {
  const order = await lockOrder(uow.tx, run.orderId)
  if (!order) throw new Error(`There is no order ${run.orderId}.`)
  const { orderId, retryScale } = run
  const state = await noteOutcome(uow, GATEWAY, { subject: orderId, retryScale }, answer)
  if (isDown(state)) return queueWork(uow, GATEWAY, { orderId, isFiled: true, retryScale })
  if (answer.outcome === 'ok') {
    await settle(uow, hold, answer.value)
    if (answer.value.state === 'captured') {
      await saveChargebacks(uow, order)
      await reportLateCancel(uow, order)
    }
  } else if (answer.outcome === 'refused') {
    await refuse(uow, hold, answer)
  } else {
    return postpone(uow, answer, run)
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

async function settle(uow: UnitOfWork, hold: OpenHold, release: Release): Promise<void> {
  const { raw } = release
  const at = uow.now
  const isCaptured = release.state === 'captured'
  const won = { status: 'succeeded', raw, errorCode: null, errorMessage: null, at } as const
  const lost = { status: 'failed', raw, errorCode: 'order_canceled', at } as const
  await savePendingTransaction(uow.tx, hold.voidKey, isCaptured ? lost : won)
  if (hold.captureKey) {
    const captured = isCaptured ? { ...won, amountMinor: release.capturedMinor } : lost
    await savePendingTransaction(uow.tx, hold.captureKey, captured)
  }
  const { orderId, paymentId } = hold
  const settled = isCaptured ? paymentCaptured : paymentVoided
  uow.record(settled({ orderId, paymentId }))
}

async function refuse(
  uow: UnitOfWork,
  hold: OpenHold,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const change = { status: 'failed', errorCode: code, errorMessage: message } as const
  await savePendingTransaction(uow.tx, hold.voidKey, { ...change, at: uow.now })
  await openException(uow, {
    orderId: hold.orderId,
    kind: 'internal_error',
    code,
    message: `The hold on the customer's card could not be released: ${message}`,
    detail: { paymentId: hold.paymentId, reference: hold.reference },
  })
}

/** The gateway did not answer: later again by the catalog, or a person looks. */
async function postpone(
  uow: UnitOfWork,
  answer: { outcome: 'unavailable' | 'unknown'; message: string },
  { orderId, retryScale }: VoidRun,
): Promise<VoidVerdict> {
  const kind: ExceptionKind =
    answer.outcome === 'unknown' ? 'payment_unknown' : 'gateway_unavailable'
  const failures = (await countFailures(uow, { orderId, kind })) + 1
  const policy = await nextDelaySeconds(uow, kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  const message = `The hold on the customer's card could not be released: ${answer.message}`
  await openException(uow, {
    orderId,
    kind,
    code: answer.outcome,
    message,
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'the gateway does not answer' }
    : { outcome: 'again', afterSeconds: delay, message }
}
