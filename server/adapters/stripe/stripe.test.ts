import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VendorConnection } from '@/domain/pipeline/vendor-outcome'
import { startBrokenVendor, startTestSandbox, type TestSandbox } from '@/test/support/sandbox'
import { findRefund, refundPayment } from './refunds'
import { capturePayment, findPayment, voidPayment } from './stripe'

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const gateway = (): VendorConnection => ({
  baseUrl: `${sandbox.url}/stripe`,
  apiKey: 'sk_test_sandbox',
})

/** Creates a payment the way a checkout does, authorized but not captured, and returns its ID. */
async function authorize(reference: string, amount = 2599, currency = 'usd'): Promise<string> {
  const response = await fetch(`${sandbox.url}/stripe/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_sandbox' },
    body: new URLSearchParams({
      amount: String(amount),
      currency,
      capture_method: 'manual',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'metadata[reference]': reference,
    }),
  })
  expect(response.status).toBe(200)
  return (await response.json()).id
}

const capture = (reference: string, change: { key?: string; amountMinor?: bigint } = {}) =>
  capturePayment(gateway(), {
    reference,
    amountMinor: change.amountMinor ?? 2599n,
    currency: 'USD',
    idempotencyKey: change.key ?? randomUUID(),
  })

const refund = (reference: string, amountMinor: bigint, idempotencyKey: string = randomUUID()) =>
  refundPayment(gateway(), { reference, amountMinor, currency: 'USD', idempotencyKey })

type Ledger = {
  payments: { id: string; captured: number; refunded: number; refundsPending: number }[]
  keys: { key: string; asked: number; applied: number }[]
}

async function ledger() {
  const entries: Ledger = await (await fetch(`${sandbox.url}/stripe/ledger`)).json()
  return {
    payment: (id: string) => entries.payments.find((payment) => payment.id === id),
    key: (key: string) => entries.keys.find((entry) => entry.key === key),
  }
}

describe('capture', () => {
  test('charges once, however often it is repeated', async () => {
    const id = await authorize('ok')
    const key = randomUUID()
    expect(await findPayment(gateway(), id)).toMatchObject({
      outcome: 'ok',
      value: {
        state: 'requires_capture',
        authorizedMinor: 2599n,
        capturedMinor: 0n,
        currency: 'USD',
        brand: 'visa',
        lastFour: '4242',
      },
    })
    const first = await capture(id, { key })
    expect(first).toMatchObject({ outcome: 'ok', value: { reference: id, capturedMinor: 2599n } })
    expect(await capture(id, { key })).toEqual(first)
    // A new key for a payment that was already captured with this amount is still ok.
    expect(await capture(id)).toMatchObject({ outcome: 'ok', value: { capturedMinor: 2599n } })
    const entries = await ledger()
    expect(entries.payment(id)).toMatchObject({ captured: 2599 })
    expect(entries.key(key)).toMatchObject({ asked: 2, applied: 1 })
    expect(await findPayment(gateway(), id)).toMatchObject({ value: { state: 'captured' } })
  })

  test('keeps no secret of the response', async () => {
    const result = await capture(await authorize('ok'))
    expect(result).toMatchObject({ outcome: 'ok', value: { raw: { object: 'payment_intent' } } })
    expect(JSON.stringify(result, (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
      'secret',
    )
  })

  test('a payment captured with a different amount is refused', async () => {
    const id = await authorize('ok')
    expect(await capture(id, { amountMinor: 1000n })).toMatchObject({ outcome: 'ok' })
    expect(await capture(id)).toMatchObject({
      outcome: 'refused',
      code: 'captured_amount_differs',
    })
  })

  test.each([
    ['decline', 'generic_decline'],
    ['insufficient_funds', 'insufficient_funds'],
  ])('%s', async (reference, code) => {
    const id = await authorize(reference)
    expect(await capture(id)).toMatchObject({ outcome: 'refused', code })
    expect((await ledger()).payment(id)).toMatchObject({ captured: 0 })
    expect(await findPayment(gateway(), id)).toMatchObject({ value: { state: 'requires_capture' } })
  })

  test('expired_authorization', async () => {
    const id = await authorize('expired_authorization')
    const refused = { outcome: 'refused', code: 'charge_expired_for_capture' }
    expect(await capture(id)).toMatchObject(refused)
    // The second time, Stripe only reports a canceled payment; the reason must be the same.
    expect(await capture(id)).toMatchObject(refused)
    expect(await findPayment(gateway(), id)).toMatchObject({ value: { state: 'voided' } })
  })

  test('outage:2 fails two attempts, then charges', async () => {
    const id = await authorize('outage:2')
    const key = randomUUID()
    expect(await capture(id, { key })).toMatchObject({ outcome: 'unavailable' })
    expect(await capture(id, { key })).toMatchObject({ outcome: 'unavailable' })
    expect((await ledger()).payment(id)).toMatchObject({ captured: 0 })
    expect(await capture(id, { key })).toMatchObject({ outcome: 'ok' })
    expect((await ledger()).key(key)).toMatchObject({ asked: 3, applied: 1 })
  })

  test('timeout: the charge is made, and a lookup finds it', async () => {
    const id = await authorize('timeout')
    const key = randomUUID()
    expect(await capture(id, { key })).toMatchObject({ outcome: 'unknown' })
    expect(await findPayment(gateway(), id)).toMatchObject({
      value: { state: 'captured', capturedMinor: 2599n },
    })
    expect(await capture(id, { key })).toMatchObject({ outcome: 'ok' })
    expect((await ledger()).key(key)).toMatchObject({ asked: 2, applied: 1 })
  })

  test('slow', async () => {
    expect(await capture(await authorize('slow'))).toMatchObject({ outcome: 'ok' })
  })

  test('a key reused with different parameters is refused', async () => {
    const id = await authorize('ok')
    const key = randomUUID()
    await capture(id, { key })
    expect(await capture(id, { key, amountMinor: 1n })).toMatchObject({
      outcome: 'refused',
      code: 'idempotency_error',
    })
  })

  test('refuses more than the authorized amount and an unknown payment', async () => {
    const id = await authorize('ok')
    expect(await capture(id, { amountMinor: 2600n })).toMatchObject({
      outcome: 'refused',
      code: 'amount_too_large',
    })
    const missing = { outcome: 'refused', code: 'resource_missing' }
    expect(await capture('pi_nobody')).toMatchObject(missing)
    expect(await findPayment(gateway(), 'pi_nobody')).toMatchObject(missing)
  })

  test('exponents', async () => {
    const yen = await authorize('ok', 1800, 'jpy')
    const request = { reference: yen, amountMinor: 1800n, currency: 'JPY' }
    expect(await capturePayment(gateway(), { ...request, idempotencyKey: yen })).toMatchObject({
      value: { capturedMinor: 1800n },
    })
    const krona = await authorize('ok', 50_000, 'isk')
    expect(await findPayment(gateway(), krona)).toMatchObject({
      value: { authorizedMinor: 500n, currency: 'ISK' },
    })
    const dinar = { reference: 'pi_any', amountMinor: 5124n, currency: 'KWD', idempotencyKey: 'k' }
    expect(await capturePayment(gateway(), dinar)).toMatchObject({
      outcome: 'refused',
      code: 'amount_not_representable',
    })
  })
})

describe('void', () => {
  const release = (reference: string) =>
    voidPayment(gateway(), { reference, idempotencyKey: randomUUID() })

  test('releases an authorization once', async () => {
    const id = await authorize('ok')
    expect(await release(id)).toMatchObject({ outcome: 'ok', value: { reference: id } })
    expect(await release(id)).toMatchObject({ outcome: 'ok' })
    expect(await findPayment(gateway(), id)).toMatchObject({ value: { state: 'voided' } })
    expect(await capture(id)).toMatchObject({
      outcome: 'refused',
      code: 'payment_intent_unexpected_state',
    })
  })

  test('refuses a captured payment', async () => {
    const id = await authorize('ok')
    await capture(id)
    expect(await release(id)).toMatchObject({
      outcome: 'refused',
      code: 'payment_intent_unexpected_state',
    })
  })
})

describe('refund', () => {
  async function authorizeAndCapture(reference = 'ok') {
    const id = await authorize(reference)
    await capture(id)
    return id
  }

  test('refunds once per key, and never more than was captured', async () => {
    const id = await authorizeAndCapture()
    const key = randomUUID()
    const first = await refund(id, 599n, key)
    expect(first).toMatchObject({
      outcome: 'ok',
      value: { status: 'succeeded', amountMinor: 599n },
    })
    expect(await refund(id, 599n, key)).toEqual(first)
    expect(await findRefund(gateway(), { reference: id, idempotencyKey: key })).toEqual(first)
    expect(await refund(id, 2001n)).toMatchObject({ outcome: 'refused' })
    expect(await refund(id, 2000n)).toMatchObject({ outcome: 'ok' })
    expect(await refund(id, 1n)).toMatchObject({
      outcome: 'refused',
      code: 'charge_already_refunded',
    })
    expect((await ledger()).payment(id)).toMatchObject({ captured: 2599, refunded: 2599 })
  })

  test('refund_fails, refund_pending', async () => {
    expect(await refund(await authorizeAndCapture('refund_fails'), 100n)).toMatchObject({
      outcome: 'refused',
      code: 'lost_or_stolen_card',
    })
    const pending = await authorizeAndCapture('refund_pending')
    expect(await refund(pending, 2599n)).toMatchObject({ value: { status: 'pending' } })
    expect(await refund(pending, 1n)).toMatchObject({ outcome: 'refused' })
    expect((await ledger()).payment(pending)).toMatchObject({ refunded: 0, refundsPending: 2599 })
  })

  test('finds a refund by its key after a lost response', async () => {
    const id = await authorize('timeout')
    await capture(id)
    const request = { reference: id, idempotencyKey: randomUUID() }
    expect(await findRefund(gateway(), request)).toEqual({ outcome: 'ok', value: undefined })
    expect(await refund(id, 100n, request.idempotencyKey)).toMatchObject({ outcome: 'unknown' })
    expect(await findRefund(gateway(), request)).toMatchObject({
      value: { status: 'succeeded', amountMinor: 100n },
    })
  })

  test('finds a refund on the second page', async () => {
    const id = await authorizeAndCapture()
    const key = randomUUID()
    await refund(id, 1n, key)
    for (let i = 0; i < 101; i++) await refund(id, 1n)
    expect(await findRefund(gateway(), { reference: id, idempotencyKey: key })).toMatchObject({
      outcome: 'ok',
      value: { amountMinor: 1n },
    })
  })
})

describe('a gateway restart', () => {
  test('keeps payments, keys and outage counts', async () => {
    const id = await authorize('outage:1')
    const key = randomUUID()
    expect(await capture(id, { key })).toMatchObject({ outcome: 'unavailable' })
    sandbox = await sandbox.restart()
    const first = await capture(id, { key })
    expect(first).toMatchObject({ outcome: 'ok' })
    sandbox = await sandbox.restart()
    expect(await capture(id, { key })).toEqual(first)
    const entries = await ledger()
    expect(entries.payment(id)).toMatchObject({ captured: 2599 })
    expect(entries.key(key)).toMatchObject({ asked: 3, applied: 1 })
  })
})

describe('responses that do not come from Stripe', () => {
  async function broken(status: number, type: string, body: string) {
    const vendor = await startBrokenVendor((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    const connection = { baseUrl: vendor.url, apiKey: 'sk' }
    const request = { reference: 'pi_1', amountMinor: 1n, currency: 'USD', idempotencyKey: 'k' }
    try {
      return [await capturePayment(connection, request), await findPayment(connection, 'pi_1')]
    } finally {
      await vendor.stop()
    }
  }

  test.each([
    [200, 'text/html', '<html>'],
    [502, 'text/html', '<html>'],
    [200, 'application/json', '{"id":"pi_1","object":"payment_in'],
    [200, 'application/json', '{"hello":"world"}'],
    [402, 'application/json', '{"message":"not from Stripe"}'],
  ])('%i %s %s', async (status, type, body) => {
    const [write, read] = await broken(status, type, body)
    expect(write).toMatchObject({ outcome: 'unknown' })
    expect(read).toMatchObject({ outcome: 'unavailable' })
  })

  test('a key whose first request is still in progress is unknown', async () => {
    const body = { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } }
    const [write] = await broken(409, 'application/json', JSON.stringify(body))
    expect(write).toMatchObject({ outcome: 'unknown' })
  })
})
