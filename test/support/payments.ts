import { v7 as uuidv7 } from 'uuid'
import type { openTestDatabase } from '@/test/support/database'

type Sql = Awaited<ReturnType<typeof openTestDatabase>>['sql']

/** Adds a tender as the storefront reports it: an authorization with our gateway or another one. */
export async function addTender(
  sql: Sql,
  orderId: string,
  tender: { kind?: string; gateway?: string; reference?: string; minor: number; currency?: string },
): Promise<string> {
  const paymentId = uuidv7()
  const { kind = 'card', gateway = 'stripe', reference = '', currency = 'USD', minor } = tender
  await sql`insert into payments ${sql({
    id: paymentId,
    order_id: orderId,
    external_id: paymentId,
    kind,
    gateway,
    gateway_reference: reference,
    currency,
    shop_currency: currency,
  })}`
  const kinds = kind === 'gift_card' ? ['authorization', 'capture'] : ['authorization']
  for (const step of kinds) {
    await sql`insert into payment_transactions ${sql({
      id: uuidv7(),
      payment_id: paymentId,
      order_id: orderId,
      kind: step,
      status: 'succeeded',
      amount_minor: minor,
      amount_shop_minor: minor,
      source: 'storefront',
      idempotency_key: `${paymentId}:${step}`,
    })}`
  }
  return paymentId
}

/** Authorizes an amount at the sandbox gateway; `sentinel` selects the gateway's behavior. */
export async function authorizePayment(
  vendorsUrl: string,
  sentinel: string,
  minor: number,
  currency = 'usd',
): Promise<string> {
  const response = await fetch(`${vendorsUrl}/stripe/v1/payment_intents`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_test_sandbox',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': uuidv7(),
    },
    body: new URLSearchParams({
      amount: String(minor),
      currency,
      payment_method: 'pm_card_visa',
      capture_method: 'manual',
      confirm: 'true',
      'metadata[reference]': sentinel,
    }).toString(),
  })
  const intent = (await response.json()) as { id?: string }
  if (!intent.id)
    throw new Error(`The gateway didn't authorize the payment: ${JSON.stringify(intent)}`)
  return intent.id
}
