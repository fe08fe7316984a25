import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { VendorConnection } from '@/domain/pipeline/vendor-outcome'
import { startTestSandbox, type TestSandbox } from '@/test/support/sandbox'
import { buyLabel, findLabel, findTracking, verifyAddress } from './easypost'
import type { LabelRequest, ShippingAddress } from './shipment-request'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const carrier = (): VendorConnection => ({
  baseUrl: `${sandbox.url}/easypost`,
  apiKey: 'EZTK_sandbox',
})

const warehouse: ShippingAddress = {
  name: 'Aftercart',
  address1: '417 Montgomery Street',
  city: 'San Francisco',
  provinceCode: 'CA',
  postalCode: '94104',
  countryCode: 'US',
}
const at = (postalCode: string, change: Partial<ShippingAddress> = {}): ShippingAddress => ({
  name: 'Ana Ruiz',
  address1: `${randomUUID()} Main Street`,
  city: 'Springfield',
  postalCode,
  countryCode: 'US',
  ...change,
})
const abroad = at('100-0001', { city: '千代田区', countryCode: 'JP', name: '山田 花子' })
const item = {
  description: 'Cotton shirt',
  quantity: 2,
  valueMinor: 3998n,
  currency: 'USD',
  grams: 400,
  hsCode: '610910',
  originCountry: 'PT',
}
const request = (change: Partial<LabelRequest> = {}): LabelRequest => ({
  reference: randomUUID(),
  to: at('62701'),
  from: warehouse,
  parcel: { grams: 500 },
  ...change,
})

describe('address', () => {
  test('accepts an address in any script', async () => {
    expect(await verifyAddress(carrier(), at('62701'))).toMatchObject({
      outcome: 'ok',
      value: { carrierReference: expect.stringMatching(/^adr_/) },
    })
    expect(await verifyAddress(carrier(), abroad)).toMatchObject({ outcome: 'ok' })
  })

  test('refuses 00000 and missing fields with a message', async () => {
    const code = 'ADDRESS.VERIFY.FAILURE'
    expect(await verifyAddress(carrier(), at('00000'))).toEqual({
      outcome: 'refused',
      code,
      message: 'Unable to verify address. address: Address not found',
    })
    expect(await verifyAddress(carrier(), at('62701', { city: '' }))).toMatchObject({
      outcome: 'refused',
      code,
      message: expect.stringContaining('city: Missing city'),
    })
  })

  test('00001 is unavailable twice, across a restart', async () => {
    const address = at('00001')
    expect(await verifyAddress(carrier(), address)).toMatchObject({ outcome: 'unavailable' })
    sandbox = await sandbox.restart()
    expect(await verifyAddress(carrier(), address)).toMatchObject({ outcome: 'unavailable' })
    expect(await verifyAddress(carrier(), address)).toMatchObject({ outcome: 'ok' })
    expect(await verifyAddress(carrier(), at('00001'))).toMatchObject({ outcome: 'unavailable' })
  })
})

describe('label', () => {
  test('is bought at the lowest rate once per reference', async () => {
    const wanted = request()
    expect(await findLabel(carrier(), wanted.reference)).toEqual({
      outcome: 'ok',
      value: undefined,
    })
    const first = await buyLabel(carrier(), wanted)
    expect(first).toMatchObject({
      outcome: 'ok',
      value: {
        carrier: 'USPS',
        service: 'GroundAdvantage',
        trackingNumber: expect.stringMatching(/^94\d{20}$/),
        costMinor: 528n,
        costCurrency: 'USD',
      },
    })
    expect(await buyLabel(carrier(), wanted)).toEqual(first)
    expect(await findLabel(carrier(), wanted.reference)).toEqual(first)
    if (first.outcome !== 'ok') throw new Error('No label')
    const page = await (await fetch(first.value.labelUrl)).text()
    expect(page).toContain(first.value.trackingNumber)
    expect((await fetch(first.value.trackingUrl)).status).toBe(200)
    sandbox = await sandbox.restart()
    expect(await findLabel(carrier(), wanted.reference)).toMatchObject({
      value: { trackingNumber: first.value.trackingNumber },
    })
  })

  test('requires customs data to cross a border', async () => {
    const customs = { signer: 'Ana Ruiz', items: [item] }
    const wanted = request({ to: abroad })
    expect(await buyLabel(carrier(), wanted)).toMatchObject({
      outcome: 'refused',
      code: 'SHIPMENT.CUSTOMS_INFO.REQUIRED',
    })
    // With customs data, the shipment that was rated without it must not be bought.
    const label = await buyLabel(carrier(), { ...wanted, customs })
    expect(label).toMatchObject({ outcome: 'ok' })
    if (label.outcome !== 'ok') return
    const page = await (await fetch(label.value.labelUrl)).text()
    for (const text of ['山田 花子', '610910', 'PT', '39.98 USD']) expect(page).toContain(text)
  })

  test('abandons a shipment after an address correction and never buys a second label', async () => {
    const reference = randomUUID()
    // Rated but not bought, because customs data is missing.
    expect(await buyLabel(carrier(), request({ reference, to: abroad }))).toMatchObject({
      outcome: 'refused',
    })
    const corrected = request({ reference, to: at('62701') })
    const label = await buyLabel(carrier(), corrected)
    expect(label).toMatchObject({ outcome: 'ok' })
    expect(await buyLabel(carrier(), corrected)).toEqual(label)
    expect(await findLabel(carrier(), reference)).toEqual(label)
    expect(await buyLabel(carrier(), request({ reference, to: at('10001') }))).toMatchObject({
      outcome: 'refused',
      code: 'label_address_differs',
    })
  })

  test('refuses 00000 and is unavailable for 00001', async () => {
    expect(await buyLabel(carrier(), request({ to: at('00000') }))).toMatchObject({
      outcome: 'refused',
      code: 'ADDRESS.VERIFY.FAILURE',
    })
    const wanted = request({ to: at('00001') })
    expect(await buyLabel(carrier(), wanted)).toMatchObject({ outcome: 'unavailable' })
    expect(await buyLabel(carrier(), wanted)).toMatchObject({ outcome: 'unavailable' })
    expect(await buyLabel(carrier(), wanted)).toMatchObject({ outcome: 'ok' })
  })
})

describe('tracking', () => {
  const waitOptions = { timeout: 5_000, interval: 50 }

  test('is undefined before a label is bought', async () => {
    expect(await findTracking(carrier(), randomUUID())).toEqual({
      outcome: 'ok',
      value: undefined,
    })
  })

  test('reports 00002 as lost and other parcels as delivered', async () => {
    const fastSandbox = await startTestSandbox(undefined, 0.000_005)
    const connection = { baseUrl: `${fastSandbox.url}/easypost`, apiKey: 'EZTK_sandbox' }
    const [lost, delivered] = [request({ to: at('00002') }), request()]
    await buyLabel(connection, lost)
    await buyLabel(connection, delivered)
    await vi.waitFor(async () => {
      expect(await findTracking(connection, lost.reference)).toMatchObject({
        value: { status: 'lost' },
      })
      expect(await findTracking(connection, delivered.reference)).toMatchObject({
        value: { status: 'delivered' },
      })
    }, waitOptions)
    await fastSandbox.stop()
  })
})
