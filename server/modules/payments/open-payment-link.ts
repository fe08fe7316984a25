import { transaction } from '@/db/client'
import { insertCustomerMail } from '@/db/queries/customers/customer-mails'
import {
  findPaymentLink,
  type PaymentLinkRow,
  savePaymentLink,
} from '@/db/queries/money/payment-links'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { paymentLinkSent } from '@/domain/events/payment-events'
import { formatMoney } from '@/domain/money/money'
import { nextPollSeconds } from '@/domain/payment/payment-due'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { systemActor } from '@/domain/staff/actor'
import { createPaymentLink, type GatewayLink } from '@/server/adapters/stripe/payment-links'
import { paymentGateway } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { failLink } from './internal/fail-link'

export type LinkRun = { linkId: string; requestId: string; retryScale: number }

export type LinkResult =
  | { outcome: 'opened' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

const RETRY_SECONDS = 60
const MAX_ATTEMPTS = 5

/**
 * Creates a payment link at the payment provider and emails it to the customer. Safe to repeat: the
 * provider returns the same link for the same key. Reopens the exception when it can't be created.
 */
export async function openPaymentLink(run: LinkRun): Promise<LinkResult> {
  const { link, order } = await transaction(async (tx) => {
    const found = await findPaymentLink(tx, run.linkId)
    return { link: found, order: found && (await lockOrder(tx, found.orderId)) }
  })
  if (!link || !order || link.status !== 'requested')
    return { outcome: 'stopped', because: 'the payment link is no longer requested' }
  const answer = await createPaymentLink(paymentGateway(), {
    amountMinor: link.amountMinor,
    currency: link.currency,
    title: `Order ${order.name}`,
    orderId: order.id,
    idempotencyKey: `payment-link:${link.id}`,
  })
  const context = { actor: systemActor('payments'), requestId: run.requestId }
  return runInTransaction(context, (uow) => recordLink(uow, run, answer))
}

async function recordLink(
  uow: UnitOfWork,
  { linkId, retryScale }: LinkRun,
  answer: VendorOutcome<GatewayLink>,
): Promise<LinkResult> {
  const found = await findPaymentLink(uow.tx, linkId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  // Read again: the link can change until its order is locked.
  const link = order && (await findPaymentLink(uow.tx, linkId))
  if (!order || !link) return { outcome: 'stopped', because: 'order not found' }
  if (answer.outcome === 'ok') {
    const { reference: gatewayReference, url } = answer.value
    if (link.status === 'requested') {
      await openLink(uow, order, { ...link, gatewayReference, url }, retryScale)
      return { outcome: 'opened' }
    }
    // No longer requested: the next poll deactivates the new link.
    if (!link.gatewayReference)
      await savePaymentLink(uow.tx, linkId, { gatewayReference, url, nextPollAt: uow.now })
    return { outcome: 'stopped', because: 'the payment link is no longer requested' }
  }
  if (link.status !== 'requested')
    return { outcome: 'stopped', because: 'the payment link is no longer requested' }
  const attempts = link.attempts + 1
  if (answer.outcome === 'refused' || attempts >= MAX_ATTEMPTS) {
    await failLink(uow, order, link, answer.message)
    return { outcome: 'stopped', because: answer.message }
  }
  await savePaymentLink(uow.tx, linkId, { attempts, error: answer.message })
  const afterSeconds = scaledDelay(RETRY_SECONDS, retryScale)
  return { outcome: 'retry', afterSeconds, message: answer.message }
}

async function openLink(
  uow: UnitOfWork,
  order: OrderRow,
  link: PaymentLinkRow,
  retryScale: number,
): Promise<void> {
  const { id, gatewayReference, url } = link
  const delayMs = scaledDelay(nextPollSeconds(0), retryScale) * 1000
  const nextPollAt = new Date(uow.now.getTime() + delayMs)
  const change = { status: 'open', gatewayReference, url, attempts: 0, error: null } as const
  await savePaymentLink(uow.tx, id, { ...change, nextPollAt })
  await mailLink(uow, order, link, `payment-link:${id}`)
}

/** Emails a payment link to the customer with the user's message, once per key. */
export async function mailLink(
  uow: UnitOfWork,
  order: OrderRow,
  { recipient, message, url, amountMinor, currency }: PaymentLinkRow,
  mailKey: string,
): Promise<void> {
  const amount = formatMoney(amountMinor, currency, order.customerLocale ?? undefined)
  await insertCustomerMail(uow.tx, {
    orderId: order.id,
    template: 'payment_link',
    recipient,
    subject: `Pay for your order ${order.name}`,
    body: `${message}\n\n${amount}: ${url}`,
    idempotencyKey: mailKey,
  })
  const { requestId } = uow.context
  uow.emit({ name: 'mail/requested', data: { mailKey, orderId: order.id, requestId } })
  uow.record(paymentLinkSent({ orderId: order.id, amount }))
}
