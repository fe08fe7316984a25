import { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { toStripeAmount } from './amounts'
import { callStripe } from './request'
import { findPayment, type GatewayPayment } from './stripe'

export type LinkRequest = {
  /** ISO 4217 minor units of `currency`. */
  amountMinor: bigint
  currency: string
  /** What the customer reads that they pay for. */
  title: string
  /** Our order's id, kept on the payment for whoever looks at it there. */
  orderId: string
  idempotencyKey: string
}

/** `url` is Stripe's page on which the customer pays. */
export type GatewayLink = { reference: string; url: string }

const Price = z.object({ id: z.string() })
const Link = z.object({ id: z.string(), url: z.string(), active: z.boolean() })
const Session = z.object({
  id: z.string(),
  status: z.string().nullish(),
  payment_intent: z.string().nullish(),
})
const SessionList = z.object({ data: z.array(Session), has_more: z.boolean() })

/**
 * Makes a page on which an amount can be paid, once: Stripe completes no second checkout of it.
 * What is paid is held only, to be captured like any other card. The same key gives the same link.
 * Source: https://docs.stripe.com/api/payment-link/create
 * Refused with Stripe's code or `amount_not_representable`.
 */
export async function createPaymentLink(
  connection: VendorConnection,
  { amountMinor, currency, title, orderId, idempotencyKey }: LinkRequest,
): Promise<VendorOutcome<GatewayLink>> {
  const converted = toStripeAmount(amountMinor, currency)
  if (!converted.isRepresentable)
    return { outcome: 'refused', code: 'amount_not_representable', message: converted.message }
  const price = await callStripe(
    connection,
    {
      path: 'prices',
      idempotencyKey: `${idempotencyKey}:price`,
      fields: {
        currency: currency.toLowerCase(),
        unit_amount: String(converted.amount),
        'product_data[name]': title,
      },
    },
    Price,
  )
  if (price.outcome !== 'ok') return price
  const link = await callStripe(
    connection,
    {
      path: 'payment_links',
      idempotencyKey: `${idempotencyKey}:link`,
      fields: {
        'line_items[0][price]': price.value.parsed.id,
        'line_items[0][quantity]': '1',
        'restrictions[completed_sessions][limit]': '1',
        'payment_method_types[0]': 'card',
        'payment_intent_data[capture_method]': 'manual',
        'payment_intent_data[metadata][order_id]': orderId,
        'metadata[order_id]': orderId,
      },
    },
    Link,
  )
  if (link.outcome !== 'ok') return link
  const { id: reference, url } = link.value.parsed
  return { outcome: 'ok', value: { reference, url } }
}

/** Closes a link: its page takes no payment any more. Safe to repeat. */
export async function deactivateLink(
  connection: VendorConnection,
  reference: string,
  idempotencyKey: string,
): Promise<VendorOutcome<undefined>> {
  const answer = await callStripe(
    connection,
    {
      path: `payment_links/${encodeURIComponent(reference)}`,
      idempotencyKey,
      fields: { active: 'false' },
    },
    Link,
  )
  return answer.outcome === 'ok' ? { outcome: 'ok', value: undefined } : answer
}

/**
 * What was paid by a link. A session whose payment is only held says `unpaid`, so the payments
 * themselves are looked up. Source: https://docs.stripe.com/api/checkout/sessions/list
 */
export async function findLinkPayments(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<GatewayPayment[]>> {
  const payments: GatewayPayment[] = []
  let after: string | undefined
  for (;;) {
    const fields = { payment_link: reference, limit: '100' }
    const answer = await callStripe(
      connection,
      {
        path: 'checkout/sessions',
        fields: after === undefined ? fields : { ...fields, starting_after: after },
      },
      SessionList,
    )
    if (answer.outcome !== 'ok') return answer
    const { data, has_more } = answer.value.parsed
    for (const { status, payment_intent: intent } of data) {
      if (status !== 'complete' || !intent) continue
      const found = await findPayment(connection, intent)
      if (found.outcome !== 'ok') return found
      payments.push(found.value)
    }
    after = data.at(-1)?.id
    if (!has_more || after === undefined) return { outcome: 'ok', value: payments }
  }
}
