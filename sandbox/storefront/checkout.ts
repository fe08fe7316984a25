import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { OrderPlan } from './plan-order'
import { postWithRetries } from './send'
import type { Authorizations } from './webhooks'

/**
 * Checks out an order before its webhooks are sent: authorizes the card payments at the gateway and
 * registers the order with the sandbox shop. Returns the payment intent IDs.
 */
export async function checkOut(sandboxUrl: string, plan: OrderPlan): Promise<Authorizations> {
  const authorizations = new Map<number, string>()
  for (const { id, tender } of plan.tenders) {
    if (tender.kind !== 'card') continue
    const { response } = await postWithRetries(`${sandboxUrl}/stripe/v1/payment_intents`, {
      headers: {
        authorization: 'Bearer sk_test_sandbox',
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': `checkout:${id}`,
      },
      // The sandbox has only currencies whose minor units Stripe and ISO 4217 count the same way.
      body: new URLSearchParams({
        amount: String(tender.amount.minor),
        currency: plan.facts.priced.market.currency.toLowerCase(),
        capture_method: 'manual',
        confirm: 'true',
        payment_method: tender.card.paymentMethod,
        'metadata[reference]': tender.reference,
        'metadata[order_id]': String(plan.facts.id),
      }).toString(),
    })
    const intent = (await response.json()) as { id?: string; error?: { message: string } }
    if (!intent.id) throw new Error(`The gateway rejected a checkout: ${intent.error?.message}`)
    authorizations.set(id, intent.id)
  }
  await registerOrder(sandboxUrl, plan)
  return authorizations
}

async function registerOrder(sandboxUrl: string, plan: OrderPlan): Promise<void> {
  const lines = plan.lines.map(({ id, priced }) => ({
    lineId: String(id),
    quantity: priced.quantity,
  }))
  const { response } = await postWithRetries(`${sandboxUrl}/storefront/orders`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: SANDBOX_SHOP, orderId: String(plan.facts.id), lines }),
  })
  if (response.status !== 200) throw new Error(`The sandbox shop returned HTTP ${response.status}`)
  await response.body?.cancel()
}
