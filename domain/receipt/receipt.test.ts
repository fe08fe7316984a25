import { expect, test } from 'vitest'
import { composeReceipt, type ReceiptFacts } from './receipt'
import { receiptHtml } from './receipt-html'
import { receiptText } from './receipt-text'

const facts: ReceiptFacts = {
  orderName: '#1042',
  storefrontName: 'Sandbox Goods',
  placedAt: new Date('2026-11-22T10:00:00Z'),
  customerName: 'Ada Lovelace',
  locale: 'en-US',
  currency: 'USD',
  lines: [
    { title: 'Red shirt', variantTitle: 'M', quantity: 2, unitPriceMinor: 1599n },
    { title: 'Mug', variantTitle: null, quantity: 1, unitPriceMinor: 1000n },
  ],
  discounts: [{ label: 'WELCOME', amountMinor: 500n }],
  shipping: [{ label: 'Standard', amountMinor: 700n }],
  dutyMinor: 120n,
  taxMinor: 310n,
  taxesIncluded: false,
  tipMinor: 50n,
  feeMinor: 0n,
  totalMinor: 4878n,
  tenders: [
    { kind: 'gift_card', brand: null, lastFour: '1234', amountMinor: 1000n },
    { kind: 'card', brand: 'Visa', lastFour: '4242', amountMinor: 3878n },
  ],
  parcel: {
    carrier: 'USPS',
    trackingNumber: '9400 1',
    trackingUrl: 'https://track.example/?a=1&b=2',
  },
}

test('the text lists every amount of the total', () => {
  expect(receiptText(composeReceipt(facts))).toBe(`Hello Ada Lovelace,

Thank you for your order #1042, placed on November 22, 2026. Here is your receipt.

2 × Red shirt (M): $31.98
1 × Mug: $10.00

Discount: WELCOME: -$5.00
Shipping: Standard: $7.00
Duties: $1.20
Tax: $3.10
Tip: $0.50
Total: $48.78

Paid by Gift card ending in 1234: $10.00
Paid by Visa ending in 4242: $38.78

Shipped with USPS. Tracking number: 9400 1
https://track.example/?a=1&b=2

Sandbox Goods
`)
})

test('amounts and dates use the customer’s locale, with ISO decimals', () => {
  const one = { title: 'Tee', variantTitle: null, quantity: 1, unitPriceMinor: 123456n }
  const of = (locale: string | null, currency: string) =>
    receiptText(composeReceipt({ ...facts, locale, currency, lines: [one] }))
  expect(of('de-DE', 'EUR')).toMatch(/1\.234,56\s€/)
  expect(of('de-DE', 'EUR')).toContain('22. November 2026')
  expect(of('ja-JP', 'JPY')).toContain('￥123,456')
  expect(of('en', 'KWD')).toMatch(/KWD\s123\.456/)
  expect(of('en', 'HUF')).toMatch(/HUF\s1,234\.56/)
  expect(of('no such tag', 'USD')).toContain('$1,234.56')
  expect(of(null, 'USD')).toContain('$1,234.56')
})

test('tax included in prices is labeled as such, and zero rows are omitted', () => {
  const text = receiptText(
    composeReceipt({ ...facts, taxesIncluded: true, dutyMinor: 0n, tipMinor: 0n, parcel: null }),
  )
  expect(text).toContain('Tax (included in prices): $3.10')
  expect(text).not.toMatch(/Duties|Tip|Shipped with/)
})

test('names of customers and shops are escaped in the HTML', () => {
  const nasty = `<img src=x onerror="alert('1')">&`
  const html = receiptHtml(
    composeReceipt({
      ...facts,
      customerName: nasty,
      storefrontName: nasty,
      orderName: nasty,
      lines: [{ title: nasty, variantTitle: nasty, quantity: 1, unitPriceMinor: 1n }],
      discounts: [{ label: nasty, amountMinor: 1n }],
      parcel: { carrier: nasty, trackingNumber: nasty, trackingUrl: 'javascript:alert(1)' },
    }),
  )
  expect(html).not.toContain('<img')
  expect(html).not.toContain('javascript:')
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;')
  expect(html).not.toMatch(/href="[^"]*javascript/)
})

test('text and HTML keep the letters of every script', () => {
  const name = 'مریم میرزاخانی 張 Ｏ’Brien ß'
  const receipt = composeReceipt({ ...facts, customerName: name })
  expect(receiptText(receipt)).toContain(name)
  expect(receiptHtml(receipt)).toContain(name)
})

test('a subject stays on one line', () => {
  const receipt = composeReceipt({ ...facts, orderName: '#1\r\nBcc: x@example.com' })
  expect(receipt.subject).toBe('Your order #1 Bcc: x@example.com at Sandbox Goods')
})
