import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { Authorizations } from './messages'
import type { OrderPlan } from './plan-order'
import { postUntilAnswered } from './send'

/**
 * What a checkout does before anybody hears of the order: the gateway holds the money of the
 * cards, and the shop knows what it sold.
 */
export async function checkOut(sandboxUrl: string, plan: OrderPlan): Promise<Authorizations> {
  const authorizations = new Map<number, string>()
  for (const { id, tender } of plan.tenders) {
    if (tender.kind !== 'card') continue
    const { response } = await postUntilAnswered(`${sandboxUrl}/stripe/v1/payment_intents`, {
      headers: {
        authorization: 'Bearer sk_test_sandbox',
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': `checkout:${id}`,
      },
      // The sandbox deals only in currencies that Stripe counts as ISO 4217 does.
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
    if (!intent.id) throw new Error(`The gateway refused a checkout: ${intent.error?.message}`)
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
  const { response } = await postUntilAnswered(`${sandboxUrl}/storefront/orders`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: SANDBOX_SHOP, orderId: String(plan.facts.id), lines }),
  })
  if (response.status !== 200) throw new Error(`The sandbox shop answered ${response.status}`)
  await response.body?.cancel()
}
