import { findOrderDecision } from '@/db/queries/orders/order-decisions'
import type { OrderId } from '@/domain/ids'
import { screenOrder as screen } from '@/domain/order/risk'
import { failed, type StepOutcome, type StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Step `screen`: checks the order for fraud before any money moves. */
export async function screenOrder(
  uow: UnitOfWork,
  { order, parts }: StepWork,
): Promise<StepOutcome> {
  const [lines, addresses] = await Promise.all([parts.lines(), parts.addresses()])
  const countryOf = (kind: 'shipping' | 'billing') =>
    addresses.find((address) => address.kind === kind)?.countryCode ?? ''
  const { decision, signals } = screen({
    riskLevel: order.riskLevel,
    billingCountry: countryOf('billing'),
    shippingCountry: countryOf('shipping'),
    totalMinor: order.totalMinor,
    currency: order.currency,
    lines,
  })
  const codes = signals.map((signal) => signal.code)
  if (decision === 'ok' || (await isApproved(uow, order.id, codes)))
    return { outcome: 'done', result: { signals: codes } }
  return failed({
    kind: 'fraud_review',
    code: codes.join(','),
    message: `High-risk order: ${signals.map((signal) => signal.words).join('; ')}.`,
    detail: { signals },
  })
}

/** Whether staff approved the order with at least these signals. */
async function isApproved(uow: UnitOfWork, orderId: OrderId, codes: string[]): Promise<boolean> {
  const decision = await findOrderDecision(uow.tx, orderId, 'risk_approved')
  const approved = decision?.data.signals?.split(',')
  return approved !== undefined && codes.every((code) => approved.includes(code))
}
