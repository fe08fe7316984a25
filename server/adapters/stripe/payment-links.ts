import { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { toStripeAmount } from './amounts'
import { callStripe } from './request'
import { findPayment, type GatewayPayment } from './stripe'

export type LinkRequest = {
  /** ISO 4217 minor units of `currency`. */
  amountMinor: bigint
  currency: string
  /** The product name that the customer sees. */
  title: string
  /** Our order ID, stored in the payment's metadata. */
  orderId: string
  idempotencyKey: string
}

/** `url` is the Stripe page on which the customer pays. */
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
 * Creates a payment link that completes at most one checkout. The payment is only authorized and is
 * captured later, like any other card. The same idempotency key returns the same link.
 * Refused with Stripe's code or `amount_not_representable`.
 * Source: https://docs.stripe.com/api/payment-link/create
 */
export async function createPaymentLink(
  connection: VendorConnection,
  request: LinkRequest,
): Promise<VendorOutcome<GatewayLink>> {
  const price = await createPrice(connection, request)
  if (price.outcome !== 'ok') return price
  const link = await callStripe(
    connection,
    {
      path: 'payment_links',
      idempotencyKey: `${request.idempotencyKey}:link`,
      fields: {
        'line_items[0][price]': price.value.parsed.id,
        'line_items[0][quantity]': '1',
        'restrictions[completed_sessions][limit]': '1',
        'payment_method_types[0]': 'card',
        'payment_intent_data[capture_method]': 'manual',
        'payment_intent_data[metadata][order_id]': request.orderId,
        'metadata[order_id]': request.orderId,
      },
    },
    Link,
  )
  if (link.outcome !== 'ok') return link
  const { id: reference, url } = link.value.parsed
  return { outcome: 'ok', value: { reference, url } }
}

function createPrice(
  connection: VendorConnection,
  { amountMinor, currency, title, idempotencyKey }: LinkRequest,
): Promise<VendorOutcome<{ parsed: z.infer<typeof Price>; raw: unknown }>> {
  const converted = toStripeAmount(amountMinor, currency)
  if (!converted.isRepresentable)
    return Promise.resolve({
      outcome: 'refused',
      code: 'amount_not_representable',
      message: converted.message,
    })
  return callStripe(
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
}

/** Deactivates a link, so that its page no longer accepts payments. Safe to repeat. */
export async function deactivateLink(
  connection: VendorConnection,
  reference: string,
  idempotencyKey: string,
): Promise<VendorOutcome<undefined>> {
  const result = await callStripe(
    connection,
    {
      path: `payment_links/${encodeURIComponent(reference)}`,
      idempotencyKey,
      fields: { active: 'false' },
    },
    Link,
  )
  return result.outcome === 'ok' ? { outcome: 'ok', value: undefined } : result
}

/**
 * Lists the payments made through a link. A session reports an authorized payment as `unpaid`, so
 * the payments themselves are looked up.
 * Source: https://docs.stripe.com/api/checkout/sessions/list
 */
export async function findLinkPayments(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<GatewayPayment[]>> {
  const payments: GatewayPayment[] = []
  let after: string | undefined
  for (;;) {
    const fields = { payment_link: reference, limit: '100' }
    const result = await callStripe(
      connection,
      {
        path: 'checkout/sessions',
        fields: after === undefined ? fields : { ...fields, starting_after: after },
      },
      SessionList,
    )
    if (result.outcome !== 'ok') return result
    const { data, has_more } = result.value.parsed
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
