import type postgres from 'postgres'
import { EVERYDAY_PRODUCTS } from '../../sandbox/catalog'
import { checkOut } from '../../sandbox/storefront/checkout'
import { MARKETS, type Market } from '../../sandbox/storefront/markets'
import { planOrders } from '../../sandbox/storefront/place-orders'
import type { OrderPlan } from '../../sandbox/storefront/plan-order'
import { priceOrder } from '../../sandbox/storefront/price-order'
import { postWithRetries, signWebhook } from '../../sandbox/storefront/send'
import type { Tender } from '../../sandbox/storefront/tenders'
import { buildWebhooks } from '../../sandbox/storefront/webhooks'
import { until } from './until'

type Portal = { url: string; sandboxUrl: string; webhookSecret: string }

/** An order that has completed the pipeline, or is unpaid and waiting. */
export type ShirtsOrder = { id: string; name: string; email: string }

const SHIRTS = [
  ['SHIRT-RED-M', 'Red shirt'],
  ['SHIRT-BLUE-M', 'Blue shirt'],
  ['SHIRT-YELLOW-M', 'Yellow shirt'],
] as const

const NEW_YORK = {
  lastName: 'Lovelace',
  company: null,
  address1: '350 Fifth Avenue',
  address2: null,
  city: 'New York',
  province: 'New York',
  provinceCode: 'NY',
  zip: '10118',
}

/** `quantity` is the number of each shirt. `isUnpaid`: the order waits for a bank deposit. */
type ShirtsOptions = { quantity?: number; name?: string; isUnpaid?: boolean }

/**
 * Places the order of the worked example with checkout and webhooks: three shirts at $15.99, $19.99 and
 * $10.00 without tax, and shipping that makes a total of $178.90. A gift card pays $100.00 and a Visa the
 * rest, $78.90 for one of each shirt. Waits until the pipeline has processed the order.
 */
export async function placeShirtsOrder(
  portal: Portal,
  sql: postgres.Sql,
  options: ShirtsOptions = {},
): Promise<ShirtsOrder> {
  const plan = planShirts(options)
  const authorizations = await checkOut(portal.sandboxUrl, plan)
  const webhooks = buildWebhooks(plan, authorizations)
  const sent = options.isUnpaid
    ? webhooks.filter(({ topic }) => topic === 'orders/create')
    : webhooks
  for (const webhook of sent) {
    const url = `${portal.url}/api/webhooks/shopify`
    const { response } = await postWithRetries(url, signWebhook(webhook, portal.webhookSecret))
    if (!response.ok)
      throw new Error(`The portal rejected a webhook with status ${response.status}`)
    await response.body?.cancel()
  }
  return until(
    async () => {
      const [row] = await sql`select id, status, name, email from orders
        where external_id = ${String(plan.facts.id)}`
      const expected = options.isUnpaid ? 'waiting' : 'completed'
      if (row?.status !== expected) throw new Error(`The order is ${row?.status}.`)
      return { id: row.id, name: row.name, email: row.email }
    },
    { seconds: 60 },
  )
}

function planShirts({ quantity = 1, name = 'Ada', isUnpaid = false }: ShirtsOptions): OrderPlan {
  const market = MARKETS.get('US')
  // Any undiscounted plan works: all relevant fields are replaced.
  const [plan] = planOrders({ orders: 1, seed: 1 })
  if (!market || !plan) throw new Error('The sandbox has no US market.')
  const priced = priceShirts(market, quantity)
  const address = { ...plan.facts.shippingAddress, ...NEW_YORK, firstName: name }
  const { facts } = plan
  // Greater than all IDs in the plan.
  const next = plan.refund.transactionId + 1
  return {
    ...plan,
    facts: {
      ...facts,
      // Sandbox order numbers are not unique for orders placed in the same minute.
      number: facts.id % 1_000_000_000,
      priced,
      place: { ...facts.place, country: 'US', countryName: 'United States', locale: 'en-US' },
      isGuest: false,
      customer: { ...facts.customer, firstName: name, lastName: 'Lovelace' },
      shippingAddress: address,
      billingAddress: address,
      gateways: isUnpaid ? ['Bank Deposit'] : ['gift_card', 'stripe'],
      note: null,
      noteAttributes: [],
    },
    lines: priced.lines.map((line, index) => ({ id: next + index, priced: line, removed: 0 })),
    tenders: tendersOf(priced.total.minor, isUnpaid).map((tender, index) => ({
      id: next + SHIRTS.length + index,
      tender,
    })),
    isUpdatedLater: false,
    isDisordered: false,
  }
}

function priceShirts(market: Market, quantity: number) {
  return priceOrder({
    market: { ...market, taxes: [] },
    lines: SHIRTS.map(([sku, title]) => ({
      product: { ...productOf(sku), title, variantTitle: null },
      quantity,
      properties: [],
    })),
    discounts: [],
    shipping: { title: 'Courier, same day', code: 'COURIER', usdMinor: 13_292n },
    fee: undefined,
    chargesDuties: false,
  })
}

function tendersOf(totalMinor: bigint, isUnpaid: boolean): Tender[] {
  const amount = (minor: bigint) => ({ minor, shopMinor: minor })
  if (isUnpaid) return [{ kind: 'bank_deposit', amount: amount(totalMinor) }]
  const visa = { company: 'Visa', last4: '4242', paymentMethod: 'pm_card_visa' } as const
  return [
    { kind: 'gift_card', amount: amount(10_000n), lastCharacters: '6789' },
    { kind: 'card', amount: amount(totalMinor - 10_000n), card: visa, reference: 'ok' },
  ]
}

function productOf(sku: string) {
  const product = EVERYDAY_PRODUCTS.find((candidate) => candidate.sku === sku)
  if (!product) throw new Error(`The sandbox does not sell ${sku}.`)
  return product
}
