import { expect, test } from 'vitest'
import { code128 } from './code-128'
import { composeDocument, type PrintDocument } from './compose-document'
import type { DocumentFacts } from './document-facts'
import { type DocumentCase, paperOf, reasonAgainstDocument } from './document-kind'
import { documentLanguage } from './document-language'

const address = {
  name: 'نورة القحطاني',
  company: null,
  address1: '8228 طريق الملك فهد',
  address2: null,
  city: 'الرياض',
  province: null,
  provinceCode: null,
  postalCode: '12313',
  countryCode: 'SA',
  phone: '+966500000000',
}

const facts: DocumentFacts = {
  order: {
    name: '#1001',
    placedAt: new Date('2026-11-22T12:00:00Z'),
    currency: 'KWD',
    customerLocale: 'de-DE',
    customerNote: 'Bitte klingeln',
    taxesIncluded: false,
    shippingMinor: 2_000n,
    taxMinor: 1_900n,
    dutyDomesticMinor: 0n,
    dutyInternationalMinor: 500n,
    tipMinor: 0n,
    feeMinor: 0n,
    totalMinor: 13_400n,
  },
  storefrontName: 'Sandbox Goods',
  shipsFromCountry: 'US',
  sender: { ...address, name: 'Sandbox Goods', countryCode: 'US' },
  shipTo: address,
  billTo: address,
  lines: [
    {
      title: 'Mug',
      variantTitle: 'red',
      sku: 'MUG',
      quantity: 2,
      unitPriceMinor: 5_000n,
      discountMinor: 1_000n,
      paidMinor: 9_000n,
      taxMinor: 1_900n,
    },
  ],
  shippingLines: [{ title: 'Courier', priceMinor: 2_000n, discountMinor: 0n }],
  taxLines: [null, 'mug'].map((lineId) => ({
    lineId,
    shippingLineId: null,
    dutyId: null,
    title: 'VAT',
    rate: '0.19',
    amountMinor: 1_900n,
  })),
  payments: [
    {
      kind: 'card',
      brand: 'visa',
      lastFour: '4242',
      currency: 'KWD',
      capturedMinor: 13_400n,
      refundedMinor: 400n,
    },
  ],
  parcels: [
    {
      carrier: 'USPS',
      service: 'Priority',
      trackingNumber: '9400100000000000000000',
      shippedAt: null,
      contents: [{ title: 'Mug', variantTitle: 'red', sku: 'MUG', quantity: 2 }],
      grams: 500,
      customs: [
        {
          description: 'Mug',
          quantity: 2,
          grams: 500,
          valueMinor: 9_000n,
          currency: 'KWD',
          hsCode: '691200',
          originCountry: 'CN',
        },
      ],
    },
  ],
  printedAt: new Date('2026-11-23T12:00:00Z'),
}

function compose<Kind extends Parameters<typeof composeDocument>[0]>(
  kind: Kind,
  change: Partial<DocumentFacts> = {},
) {
  const document = composeDocument(kind, { ...facts, ...change })
  if (document.kind !== kind) throw new Error('Another document came.')
  return document as PrintDocument & { kind: Kind }
}

test('the sums of a bill add up to its total, in the customer’s locale', () => {
  const { bill, locale } = compose('invoice')
  expect(locale).toBe('de-DE')
  const rows = bill.sums.map(({ label, amount }) => [label, amount.replace(/\s/g, ' ')])
  expect(rows).toEqual([
    ['Waren nach Rabatten', '9,000 KWD'],
    ['Versand', '2,000 KWD'],
    ['Zölle, international', '0,500 KWD'],
    ['VAT 19 %', '1,900 KWD'],
  ])
  expect(bill.total.amount).toContain('13,400')
  expect(bill.settled.map(({ label }) => label)).toEqual([
    'Bezahlt mit visa mit Endziffern 4242',
    'Erstattet auf visa mit Endziffern 4242',
  ])
  expect(bill.balance.amount).toContain('0,000')
})

test('a difference is listed as an adjustment; taxes included in prices are listed but not added', () => {
  const order = { ...facts.order, totalMinor: 13_500n }
  const { bill } = compose('receipt', { order })
  expect(bill.sums.at(-1)).toMatchObject({ label: 'Sonstige Anpassungen' })
  const included = { ...facts.order, taxesIncluded: true, totalMinor: 11_500n }
  const sums = compose('invoice', { order: included }).bill.sums
  expect(sums.at(-1)?.label).toBe('VAT 19 %, enthalten')
  expect(sums.some(({ label }) => label === 'Sonstige Anpassungen')).toBe(false)
})

test('a customs declaration lists content, quantity, weight, value, code and origin', () => {
  const { pages, parties } = compose('customs')
  expect(pages[0]?.rows).toMatchObject([
    { description: 'Mug', quantity: '2', hsCode: '691200', origin: 'China' },
  ])
  expect(pages[0]?.rows[0]?.weight).toMatch(/^0,500\skg$/)
  expect(pages[0]?.rows[0]?.value).toContain('9,000')
  expect(parties.map(({ label }) => label)).toEqual(['From', 'Ship to'])
  expect(parties[1]).toMatchObject({ country: 'Saudi Arabia' })
  expect(parties[1]?.lines[0]).toBe('نورة القحطاني')
})

test('labels exist for parcels with a tracking number; a packing slip lists the contents', () => {
  const unsent = facts.parcels.map((parcel) => ({ ...parcel, trackingNumber: null }))
  expect(compose('label').pages).toHaveLength(1)
  expect(compose('label', { parcels: unsent }).pages).toEqual([])
  expect(compose('packing-slip').pages[0]?.rows).toEqual([
    { title: 'Mug (red)', sku: 'MUG', quantity: '2' },
  ])
})

test.each([
  ['de-DE', 'JP', { locale: 'de-DE', han: 'jp' }],
  ['en', 'DE', { locale: 'en-DE', han: 'sc' }],
  [null, 'JP', { locale: 'ja-JP', han: 'jp' }],
  [null, 'KR', { locale: 'ko-KR', han: 'kr' }],
  [null, 'SA', { locale: 'ar-SA', han: 'sc' }],
  ['not a tag', '', { locale: 'en', han: 'sc' }],
  ['ja', '', { locale: 'ja', han: 'jp' }],
] as const)('%s to %s is written as %o', (locale, country, written) => {
  expect(documentLanguage(locale, country)).toEqual(written)
})

test('available documents depend on the state of the order', () => {
  const empty: DocumentCase = {
    lines: [{ requiresShipping: true, isGiftCard: false }],
    payments: [{ capturedMinor: 0n }],
    shipments: [{ status: 'canceled', trackingNumber: '1' }],
    shipsFromCountry: 'US',
    destination: { countryCode: 'US', postalCode: '10118' },
  }
  expect(reasonAgainstDocument('invoice', empty)).toBeUndefined()
  expect(reasonAgainstDocument('receipt', empty)).toBe('No payment has been captured yet.')
  expect(reasonAgainstDocument('label', empty)).toBe('No label has been bought yet.')
  expect(reasonAgainstDocument('customs', empty)).toBe(
    "This shipment doesn't cross a customs border.",
  )
  const abroad = { ...empty, destination: { countryCode: 'JP', postalCode: '100-0001' } }
  expect(reasonAgainstDocument('customs', abroad)).toBeUndefined()
  expect(reasonAgainstDocument('packing-slip', { ...empty, lines: [] })).toMatch(/no items/)
})

test('the paper size is that of the country that the parcels ship from', () => {
  expect([paperOf('invoice', 'US'), paperOf('invoice', 'DE'), paperOf('label', 'DE')]).toEqual([
    'letter',
    'a4',
    'label',
  ])
})

test('Code 128 has the start, check and stop symbols of the standard', () => {
  // The example of ISO/IEC 15417's set B: start 104, P J J 1 2 3 C, check 54.
  const code = code128('PJJ123C')
  expect(code?.width).toBe(11 * 9 + 13)
  expect(code?.bars.slice(0, 3)).toEqual([
    { x: 0, width: 2 },
    { x: 3, width: 1 },
    { x: 6, width: 1 },
  ])
  // Value 54: 311123.
  expect(code?.bars.slice(-7, -4).map(({ width }) => width)).toEqual([3, 1, 2])
  expect(code128('Ä')).toBeUndefined()
  for (let value = 32; value < 127; value += 1)
    expect(code128(String.fromCharCode(value))?.width).toBe(11 * 3 + 13)
})
