import { listPayments, type PaymentRow } from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { formatAmount, formatMoney } from '@/domain/money/money'
import { derivePaymentStatus } from '@/domain/order/order-state'
import { planCapture } from '@/domain/payment/capture-plan'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import {
  failed,
  type StepCall,
  type StepOutcome,
  type StepWork,
} from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'
import { captureTender } from './capture-tender'
import { findAgreedPayment } from './find-agreed-payment'

/** How long to wait for the order's remaining tenders, and the minimum after scaling. */
const TENDER_GRACE_SECONDS = 60
const MIN_GRACE_SECONDS = 5

/** Step `capture`: captures the customer's authorizations. */
export async function capturePayment(
  uow: UnitOfWork,
  work: StepWork,
): Promise<StepOutcome | StepCall> {
  const { order } = work
  const tenders = await listPayments(uow.tx, order.id)
  const plan = await planPayment(uow, order, tenders)
  switch (plan.plan) {
    case 'paid':
      return paid(work, tenders, plan.by)
    case 'capture':
      return captureTender(uow, work, plan.tender, plan.amountMinor, capturePayment)
    case 'wait':
      return { outcome: 'waiting', reason: plan.reason }
    case 'incomplete':
      return waitForTenders(uow, work, tenders, plan.promisedMinor)
    case 'mismatch':
      return mismatch(work, plan.promisedMinor)
    case 'expired':
      return failed({
        kind: 'authorization_expired',
        code: 'voided',
        message: 'The payment was voided before it was captured.',
      })
  }
}

/** Staff decisions apply only when the payments do not equal the total. */
async function planPayment(uow: UnitOfWork, order: OrderRow, tenders: PaymentRow[]) {
  const plan = planCapture(order, tenders)
  if (plan.plan === 'capture' || plan.plan === 'paid') return plan
  return planCapture(order, tenders, await findAgreedPayment(uow, order.id))
}

function paid({ order }: StepWork, tenders: PaymentRow[], by: string): StepOutcome {
  const captured = tenders.reduce((sum, tender) => sum + tender.capturedMinor, 0n)
  const status = derivePaymentStatus(tenders, order.totalMinor, order.storefrontPaymentStatus)
  return {
    outcome: 'done',
    result: {
      by,
      tenders: tenders.length,
      capturedMinor: captured.toString(),
      captured: formatAmount(captured, order.currency),
      currency: order.currency,
    },
    order: { paymentStatus: order.totalMinor === 0n ? 'paid' : status },
  }
}

/** Webhooks about an order's tenders arrive one by one: waits briefly for the rest. */
function waitForTenders(
  uow: UnitOfWork,
  work: StepWork,
  tenders: PaymentRow[],
  promisedMinor: bigint,
): StepOutcome {
  const scaled = scaledDelay(TENDER_GRACE_SECONDS, work.run.retryScale)
  const grace = Math.max(MIN_GRACE_SECONDS, scaled)
  const newest = Math.max(...tenders.map((tender) => tender.createdAt.getTime()))
  if (uow.now.getTime() - newest >= grace * 1000) return mismatch(work, promisedMinor)
  return { outcome: 'waiting', reason: 'the rest of the payment', lookAgainSeconds: grace }
}

function mismatch({ order }: StepWork, promisedMinor: bigint): StepOutcome {
  const difference = promisedMinor - order.totalMinor
  const size = formatMoney(difference < 0n ? -difference : difference, order.currency)
  const message =
    difference === 0n
      ? 'The payment is in another currency than the order.'
      : `The payments are ${size} ${difference < 0n ? 'less' : 'more'} than the order's total.`
  return failed({
    kind: 'amount_mismatch',
    code: difference < 0n ? 'underpaid' : difference > 0n ? 'overpaid' : 'currency',
    message,
    detail: { promisedMinor: promisedMinor.toString(), totalMinor: order.totalMinor.toString() },
  })
}
