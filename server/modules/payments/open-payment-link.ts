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

export type LinkVerdict =
  | { outcome: 'opened' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }

const AGAIN_SECONDS = 60
const MAX_TRIES = 5

/**
 * Makes the page on which a customer can pay, and mails its address. Safe to repeat: the payment
 * service gives the same page for the same link. One that cannot be made brings its exception back.
 */
export async function openPaymentLink(run: LinkRun): Promise<LinkVerdict> {
  const { link, order } = await transaction(async (tx) => {
    const found = await findPaymentLink(tx, run.linkId)
    return { link: found, order: found && (await lockOrder(tx, found.orderId)) }
  })
  if (!link || !order || link.status !== 'requested')
    return { outcome: 'stopped', because: 'it is not asked for any more' }
  const answer = await createPaymentLink(paymentGateway(), {
    amountMinor: link.amountMinor,
    currency: link.currency,
    title: `Order ${order.name}`,
    orderId: order.id,
    idempotencyKey: `payment-link:${link.id}`,
  })
  const context = { actor: systemActor('payments'), requestId: run.requestId }
  return runInTransaction(context, (uow) => record(uow, run, answer))
}

async function record(
  uow: UnitOfWork,
  { linkId, retryScale }: LinkRun,
  answer: VendorOutcome<GatewayLink>,
): Promise<LinkVerdict> {
  const seen = await findPaymentLink(uow.tx, linkId)
  const order = seen && (await lockOrder(uow.tx, seen.orderId))
  // Read again: only under the order's lock does it stay as it is.
  const link = order && (await findPaymentLink(uow.tx, linkId))
  if (!order || !link) return { outcome: 'stopped', because: 'the order is gone' }
  if (answer.outcome === 'ok') {
    const { reference: gatewayReference, url } = answer.value
    if (link.status === 'requested') {
      await open(uow, order, { ...link, gatewayReference, url }, retryScale)
      return { outcome: 'opened' }
    }
    // Nobody is to pay by it any more: what was made is shut at the next look.
    if (!link.gatewayReference)
      await savePaymentLink(uow.tx, linkId, { gatewayReference, url, nextLookAt: uow.now })
    return { outcome: 'stopped', because: 'it is not asked for any more' }
  }
  if (link.status !== 'requested') return { outcome: 'stopped', because: 'it is not asked for' }
  const attempts = link.attempts + 1
  if (answer.outcome === 'refused' || attempts >= MAX_TRIES) {
    await failLink(uow, order, link, answer.message)
    return { outcome: 'stopped', because: answer.message }
  }
  await savePaymentLink(uow.tx, linkId, { attempts, error: answer.message })
  const afterSeconds = scaledDelay(AGAIN_SECONDS, retryScale)
  return { outcome: 'again', afterSeconds, message: answer.message }
}

async function open(
  uow: UnitOfWork,
  order: OrderRow,
  link: PaymentLinkRow,
  retryScale: number,
): Promise<void> {
  const { id, gatewayReference, url } = link
  const wait = scaledDelay(nextPollSeconds(0), retryScale) * 1000
  const nextLookAt = new Date(uow.now.getTime() + wait)
  const change = { status: 'open', gatewayReference, url, attempts: 0, error: null } as const
  await savePaymentLink(uow.tx, id, { ...change, nextLookAt })
  await mailLink(uow, order, link, `payment-link:${id}`)
}

/** Mails the address of a link to the customer, with what a person wrote to it; once per key. */
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
