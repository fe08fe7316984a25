import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount } from '@/domain/money/money'
import { SANDBOX_PRODUCTS } from '../catalog'
import { MARKETS } from './markets'
import { planOrders } from './place-orders'
import { PLACES } from './places'
import type { OrderPlan } from './plan-order'
import { ALL_TROUBLES } from './troubles'
import { buildWebhooks, type Webhook } from './webhooks'

type MoneySet = Record<
  'shop_money' | 'presentment_money',
  { amount: string; currency_code: string }
>
type Taxed = { tax_lines: { price_set: MoneySet }[] }
type Allocated = {
  discount_allocations: { amount_set: MoneySet; discount_application_index: number }[]
}
type OrderPayload = {
  id: number
  presentment_currency: string
  taxes_included: boolean
  line_items: (Taxed &
    Allocated & {
      price_set: MoneySet
      quantity: number
      current_quantity: number
      sku: string
      duties: MoneySet[]
    })[]
  shipping_lines: (Taxed & Allocated & { price_set: MoneySet; discounted_price_set: MoneySet })[]
  tax_lines: { price_set: MoneySet }[]
  discount_applications: unknown[]
  total_price_set: MoneySet
  subtotal_price_set: MoneySet
  total_discounts_set: MoneySet
  total_tax_set: MoneySet
  original_total_additional_fees_set: MoneySet | null
  customer: unknown
  email: string
  refunds: unknown[]
}

const SIDES = ['presentment_money', 'shop_money'] as const

function webhooksFor(plan: OrderPlan): Webhook[] {
  const ids = plan.tenders
    .filter(({ tender }) => tender.kind === 'card')
    .map(({ id }) => [id, `pi_${id}`] as const)
  return buildWebhooks(plan, new Map(ids))
}

function ordersIn(webhooks: Webhook[]): OrderPayload[] {
  return webhooks
    .filter((webhook) => webhook.topic.startsWith('orders/'))
    .map((webhook) => JSON.parse(JSON.stringify(webhook.payload)))
}

/** Recomputes the totals of an order from the smallest parts of its payload. */
function sumOf(order: OrderPayload, side: (typeof SIDES)[number]) {
  const read = (set: MoneySet) => parseAmount(set[side].amount, set[side].currency_code)
  const sum = (sets: MoneySet[]) => sets.reduce((total, set) => total + read(set), 0n)
  const all = [...order.line_items, ...order.shipping_lines]
  const list = order.line_items.reduce(
    (total, line) => total + read(line.price_set) * BigInt(line.quantity),
    0n,
  )
  const discount = sum(all.flatMap((line) => line.discount_allocations.map((a) => a.amount_set)))
  const itemized = sum(all.flatMap((line) => line.tax_lines.map((tax) => tax.price_set)))
  const fees = order.original_total_additional_fees_set
  const fee = fees ? read(fees) : 0n
  // The tax on fees has no tax line; it is only included in the order's total tax.
  const tax = fees ? read(order.total_tax_set) : itemized
  const shipping = sum(order.shipping_lines.map((line) => line.price_set))
  const duty = sum(order.line_items.flatMap((line) => line.duties))
  const total = list - discount + shipping + duty + fee + (order.taxes_included ? 0n : tax)
  return { total, tax, itemized, fee, discount, read, sum }
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 })
const plansOf = (seed: number) => planOrders({ orders: 48, troublePercent: 50, seed })

describe('every payload', () => {
  test('adds up in both currencies, except for totals_mismatch', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const plan of plansOf(seed)) {
          for (const order of ordersIn(webhooksFor(plan))) {
            for (const side of SIDES) {
              const { total, tax, itemized, fee, discount, read, sum } = sumOf(order, side)
              const claimed = read(order.total_price_set)
              if (plan.trouble === 'totals_mismatch') expect(claimed > total).toBe(true)
              else expect(claimed).toBe(total)
              expect(read(order.total_tax_set)).toBe(tax)
              // The tax on a fee is never more than a third of the fee.
              expect(tax >= itemized && (tax - itemized) * 3n <= fee).toBe(true)
              expect(sum(order.tax_lines.map((line) => line.price_set))).toBe(tax)
              expect(read(order.total_discounts_set)).toBe(discount)
              expect(claimed > 0n).toBe(true)
            }
          }
        }
      }),
      { numRuns: 15 },
    )
  })

  test('has tenders that add up to its total, in amounts that cards can pay', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const plan of plansOf(seed)) {
          const webhooks = webhooksFor(plan)
          const [order] = ordersIn(webhooks)
          if (!order) throw new Error('No order')
          const currency = order.presentment_currency
          const amounts = webhooks
            .filter((webhook) => webhook.topic === 'order_transactions/create')
            .map((webhook) => webhook.payload as { amount: string; currency: string })
          const paid = amounts.map(({ amount, currency: code }) => parseAmount(amount, code))
          const total = parseAmount(order.total_price_set.presentment_money.amount, currency)
          // A bank deposit never arrives for a canceled order.
          const isUnpaid = plan.trouble === 'canceled_at_once' && paid.length === 0
          expect(paid.reduce((a, b) => a + b, 0n)).toBe(isUnpaid ? 0n : total)
          expect(amounts.every((amount) => amount.currency === currency)).toBe(true)
          expect(paid.every((minor) => minor > 0n)).toBe(true)
          if (currency === 'KWD') expect(paid.every((minor) => minor % 10n === 0n)).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('refers to existing discounts and has no negative amount', () => {
    for (const plan of plansOf(7)) {
      for (const order of ordersIn(webhooksFor(plan))) {
        const text = JSON.stringify(order)
        expect(text).not.toMatch(/"amount":"-/)
        for (const line of [...order.line_items, ...order.shipping_lines])
          for (const allocation of line.discount_allocations)
            expect(allocation.discount_application_index).toBeLessThan(
              order.discount_applications.length,
            )
      }
    }
  })
})

describe('the storefront', () => {
  const plans = planOrders({ orders: 600, troublePercent: 40, seed: 3 })
  const orders = plans.flatMap((plan) => ordersIn(webhooksFor(plan)))

  test('sells in many currencies to customers with names in many scripts', () => {
    const currencies = new Set(orders.map((order) => order.presentment_currency))
    expect(currencies.size).toBeGreaterThanOrEqual(20)
    expect([...currencies]).toEqual(expect.arrayContaining(['USD', 'EUR', 'JPY', 'KWD']))
    const text = JSON.stringify(orders)
    const scripts =
      'Latin Greek Cyrillic Han Hiragana Hangul Thai Devanagari Tamil Bengali Sinhala Arabic Hebrew Georgian Armenian Ethiopic'
    for (const script of scripts.split(' '))
      expect(text, script).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'))
    expect(text).toMatch(/\p{Emoji_Presentation}/u)
  })

  test('charges fees on some international orders and has some guests', () => {
    const withFee = plans.filter((plan) => plan.facts.priced.fee.amount.minor > 0n)
    expect(withFee.length).toBeGreaterThan(60)
    expect(withFee.length).toBeLessThan(240)
    expect(withFee.every((plan) => plan.facts.place.country !== 'US')).toBe(true)
    expect(withFee.some((plan) => plan.facts.priced.fee.taxes.length > 0)).toBe(true)
    const guests = orders.filter((order) => order.customer === null)
    expect(guests.length).toBeGreaterThan(30)
    expect(guests.length).toBeLessThan(orders.length / 5)
    expect(guests.every((order) => order.email.includes('@'))).toBe(true)
  })

  test('has each failure equally often', () => {
    const counts = ALL_TROUBLES.map((trouble) => plans.filter((p) => p.trouble === trouble).length)
    expect(counts).toEqual(ALL_TROUBLES.map(() => 240 / ALL_TROUBLES.length))
  })

  test('uses every kind of tender', () => {
    const kinds = new Set(plans.flatMap((plan) => plan.tenders.map(({ tender }) => tender.kind)))
    expect([...kinds].sort()).toEqual(['bank_deposit', 'card', 'gift_card', 'shopify_payments'])
    const combinations = plans.map((plan) =>
      plan.tenders.map(({ tender }) => tender.kind).join('+'),
    )
    expect(combinations).toEqual(
      expect.arrayContaining(['gift_card+card', 'card+card', 'gift_card']),
    )
  })

  test('orders products that are in stock and complete, except for the matching failures', () => {
    const stock = new Map(SANDBOX_PRODUCTS.map((product) => [product.sku, product]))
    for (const plan of plans) {
      const lines = plan.lines.map(({ priced }) => priced)
      const unknown = lines.filter((line) => !stock.has(line.product.sku))
      expect(unknown.length > 0).toBe(plan.trouble === 'unknown_sku')
      const short = lines.filter((line) => line.quantity > line.product.onHand)
      expect(short.length > 0).toBe(plan.trouble === 'stock_short')
      const isInternational = plan.facts.place.country !== 'US'
      const withoutCustoms = lines.filter((line) => !line.product.hsCode && isInternational)
      expect(withoutCustoms.length > 0).toBe(plan.trouble === 'customs_missing')
    }
  })

  test('never reuses an ID, not even in another run', () => {
    const ids = [...plans, ...planOrders({ orders: 600, seed: 3 })].flatMap((plan) => [
      plan.facts.id,
      ...plan.lines.map((line) => line.id),
      ...plan.tenders.map((tender) => tender.id),
    ])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every(Number.isSafeInteger)).toBe(true)
  })

  test('has a market for every place and unique SKUs', () => {
    for (const place of PLACES) expect(MARKETS.has(place.country), place.country).toBe(true)
    const skus = SANDBOX_PRODUCTS.map((product) => product.sku)
    expect(new Set(skus).size).toBe(skus.length)
    expect(skus).toHaveLength(40)
  })

  test('plans the same orders for the same seed', () => {
    const outline = (seed: number) =>
      planOrders({ orders: 50, troublePercent: 30, seed }).map((plan) => [
        plan.trouble,
        plan.facts.shippingAddress.lastName,
        plan.facts.priced.total.minor,
        plan.tenders.map(({ tender }) => tender.kind),
      ])
    expect(outline(11)).toEqual(outline(11))
    expect(outline(11)).not.toEqual(outline(12))
  })
})
