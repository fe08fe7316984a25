// Builders of Shopify webhook payloads.

type Money = string
export type TestAmount = { shop: Money; presentment?: Money }

export type TestLine = {
  id: number | string
  title?: string
  sku?: string
  quantity?: number
  price: TestAmount
  discounts?: { amount: TestAmount; application: number }[]
  taxes?: { title: string; rate: number; price: TestAmount }[]
  [field: string]: unknown
}

export type TestOrder = {
  id?: number | string
  currency?: string
  presentment?: string
  lines?: TestLine[]
  shipping?: TestAmount
  total?: TestAmount
  discount?: TestAmount
  tax?: TestAmount
  updatedAt?: string
  [field: string]: unknown
}

/** Serializes a payload with `exact:<digits>` strings as numbers, for IDs beyond 2^53. */
export function withExactIds(payload: unknown): string {
  return JSON.stringify(payload).replace(/"exact:(\d+)"/g, '$1')
}

/** Builds a US address. */
export function testAddress(given: Record<string, unknown> = {}) {
  return {
    first_name: 'Ada',
    last_name: 'Lovelace',
    name: 'Ada Lovelace',
    company: null,
    address1: '12 Analytical Way',
    address2: null,
    city: 'Dover',
    province: 'Delaware',
    province_code: 'DE',
    zip: '19901',
    country: 'United States',
    country_code: 'US',
    phone: '+13025550100',
    ...given,
  }
}

const ORDER_DEFAULTS = {
  name: '#1001',
  created_at: '2026-03-01T09:59:58-05:00',
  processed_at: '2026-03-01T09:59:58-05:00',
  cancelled_at: null,
  cancel_reason: null,
  financial_status: 'authorized',
  fulfillment_status: null,
  taxes_included: false,
  test: false,
  email: 'ada@example.com',
  phone: null,
  customer_locale: 'en-US',
  note: null,
  tags: '',
  customer: {
    id: 7001,
    email: 'ada@example.com',
    first_name: 'Ada',
    last_name: 'Lovelace',
    phone: null,
    note: null,
    updated_at: null,
  },
}

/** Builds an order; by default two shirts for 30.00 with 5.00 shipping. */
export function testOrder(given: TestOrder = {}) {
  const {
    id = 450789469,
    currency = 'USD',
    presentment = currency,
    lines = [{ id: 1, sku: 'SHIRT', title: 'Shirt', quantity: 2, price: { shop: '15.00' } }],
    shipping = { shop: '5.00' },
    total = { shop: '35.00' },
    discount = { shop: '0' },
    tax = { shop: '0' },
    updatedAt = '2026-03-01T10:00:00-05:00',
    ...fields
  } = given
  const amountFields = amountFieldsIn(currency, presentment)
  return {
    id,
    ...ORDER_DEFAULTS,
    updated_at: updatedAt,
    currency,
    presentment_currency: presentment,
    billing_address: testAddress(),
    shipping_address: testAddress(),
    line_items: lines.map((line) => lineItem(line, amountFields)),
    shipping_lines: [
      { id: 9, code: 'STD', title: 'Standard', ...amountFields('price', shipping), tax_lines: [] },
    ],
    discount_applications: [],
    tax_lines: [],
    ...amountFields('total_discounts', discount),
    ...amountFields('total_tax', tax),
    ...amountFields('total_price', total),
    total_tip_received: '0.00',
    ...fields,
  }
}

type AmountFields = ReturnType<typeof amountFieldsIn>

/** Returns a builder of an amount field and its `*_set` in the shop and presentment currency. */
function amountFieldsIn(currency: string, presentmentCurrency: string) {
  return (name: string, { shop, presentment = shop }: TestAmount) => ({
    [name]: shop,
    [`${name}_set`]: {
      shop_money: { amount: shop, currency_code: currency },
      presentment_money: { amount: presentment, currency_code: presentmentCurrency },
    },
  })
}

function lineItem(
  { price, discounts = [], taxes = [], ...line }: TestLine,
  amountFields: AmountFields,
) {
  return {
    quantity: 1,
    title: 'Thing',
    grams: 200,
    requires_shipping: true,
    properties: [],
    duties: [],
    ...amountFields('price', price),
    total_discount: '0.00',
    tax_lines: taxes.map(({ price: taxPrice, ...tax }) => ({
      ...tax,
      ...amountFields('price', taxPrice),
    })),
    discount_allocations: discounts.map(({ amount, application }) => ({
      ...amountFields('amount', amount),
      discount_application_index: application,
    })),
    ...line,
  }
}

/** Builds a transaction; by default a Stripe card authorization of 35.00. */
export function testTransaction(given: Record<string, unknown> = {}) {
  return {
    id: 5001,
    order_id: 450789469,
    kind: 'authorization',
    status: 'success',
    gateway: 'stripe',
    authorization: 'pi_test',
    parent_id: null,
    amount: '35.00',
    currency: 'USD',
    payment_details: { credit_card_company: 'Visa', credit_card_number: '•••• •••• •••• 4242' },
    receipt: {},
    created_at: '2026-03-01T10:00:01-05:00',
    ...given,
  }
}
