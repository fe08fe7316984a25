import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addTender } from '@/test/support/payments'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, type PaidOrder, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { issueRefund } from './issue-refund'
import { previewRefund } from './preview-refund'
import { IssueRefundInput } from './refund-input'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const care = await addPerson(sql, 'care')

/** The order of the worked example: three shirts, paid by a gift card and a Visa. */
const SHIRTS: PaidOrder = {
  lines: [
    { sku: 'RED', quantity: 1, unitPriceMinor: 1599 },
    { sku: 'BLUE', quantity: 1, unitPriceMinor: 1999 },
    { sku: 'YELLOW', quantity: 1, unitPriceMinor: 1000 },
  ],
  tenders: [{ gift: 10_000 }, { card: 7_890 }],
}

async function transactions(orderId: string) {
  return sql`select payment_id, status, amount_minor::int as minor, error_code from payment_transactions
    where order_id = ${orderId} and kind = 'refund' order by id`
}

async function resolutions(orderId: string) {
  return sql`select * from resolutions where order_id = ${orderId} order by id`
}

describe('the worked example', () => {
  test('one red shirt, partial, cash, no shipping: 15.99 to the Visa', async () => {
    const { orderId, lineIds, paymentIds, references } = await addPaidOrder(
      sql,
      vendors.url,
      SHIRTS,
    )
    const red = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
    const preview = await previewRefund(refundForm(orderId, red), care)
    expect(preview.problem).toBeNull()
    expect(preview.quote).toMatchObject({ totalMinor: 1599n, adjustmentMinor: 0n })
    expect(preview.tenders).toMatchObject([
      { id: paymentIds[0], capMinor: 10_000n, amountMinor: 0n },
      { id: paymentIds[1], capMinor: 7_890n, amountMinor: 1599n, newGiftCard: false },
    ])
    expect(preview.limits).toMatchObject({ approvalReasons: [], refunded90DaysMinor: 0n })
    const form = refundForm(orderId, red, { revision: preview.revision, note: 'Too small 👍' })
    const answer = await issueRefund(form, care)
    expect(answer).toMatchObject({ status: 'pending', totalMinor: 1599n, giftCardCode: null })
    expect(await transactions(orderId)).toMatchObject([
      { payment_id: paymentIds[1], status: 'pending', minor: 1599 },
    ])
    await drainOutbox(sql, engine)
    expect(await transactions(orderId)).toMatchObject([{ status: 'succeeded', minor: 1599 }])
    expect(await resolutions(orderId)).toMatchObject([
      { status: 'succeeded', note: 'Too small', total_shop_minor: '1599' },
    ])
    expect(await shop.order(orderId)).toMatchObject({ payment_status: 'partially_refunded' })
    expect(await shop.ledger(references[1] ?? '')).toMatchObject({ refunded: 1599 })
    const after = await previewRefund(refundForm(orderId, []), care)
    expect(after.lines[0]).toMatchObject({ leftUnits: 0, refundedUnits: 1 })
    expect(after.limits.refunded90DaysMinor).toBe(1599n)
  })

  test('a full refund goes to the Visa first, then to a gift card; gift card money never becomes cash', async () => {
    const { orderId, paymentIds } = await addPaidOrder(sql, vendors.url, {
      ...SHIRTS,
      tenders: [{ gift: 1_598 }, { card: 3_000 }],
    })
    const lead = await addPerson(sql, 'lead')
    const answer = await issueRefund(refundForm(orderId, [], { amount: 'full' }), lead)
    expect(answer).toMatchObject({ totalMinor: 4_598n, status: 'pending' })
    expect(answer.giftCardCode).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    const rows = await sql`select * from resolution_tenders order by position`
    expect(rows.slice(-2)).toMatchObject([
      { payment_id: paymentIds[1], amount_minor: '3000', destination: 'tender' },
      { payment_id: paymentIds[0], amount_minor: '1598', destination: 'gift_card' },
    ])
    const [card] = await sql`select * from gift_cards where order_id = ${orderId}`
    expect(card).toMatchObject({ balance_minor: '1598', last_four: answer.giftCardCode?.slice(-4) })
    const stored = JSON.stringify(await sql`select * from gift_cards, gift_card_entries, outbox`)
    expect(stored).not.toContain(answer.giftCardCode)
    await drainOutbox(sql, engine)
    expect(await shop.order(orderId)).toMatchObject({ payment_status: 'refunded' })
  })
})

describe('bad input', () => {
  const refusals: [string, Partial<Parameters<typeof refundForm>[2]>, RegExp][] = [
    [
      'a negative quantity',
      { lines: [{ lineId: '0', quantity: -1, restock: 'none' }] },
      /-1 is not a valid quantity. 2 are left/,
    ],
    [
      'a quantity of zero',
      { lines: [{ lineId: '0', quantity: 0, restock: 'none' }] },
      /0 is not a valid quantity. 2 are left/,
    ],
    [
      'half a unit',
      { lines: [{ lineId: '0', quantity: 0.5, restock: 'none' }] },
      /0.5 is not a valid quantity. 2 are left/,
    ],
    [
      'more than was bought',
      { lines: [{ lineId: '0', quantity: 3, restock: 'none' }] },
      /3 requested. 2 are left to refund \(2 bought\)/,
    ],
    [
      'far too many',
      { lines: [{ lineId: '0', quantity: 2 ** 60, restock: 'none' }] },
      /is not a valid quantity. 2 are left/,
    ],
    [
      'a line twice',
      {
        lines: [
          { lineId: '0', quantity: 1, restock: 'none' },
          { lineId: '0', quantity: 1, restock: 'none' },
        ],
      },
      /listed twice. List each item once. 2 are left to refund/,
    ],
    [
      'a line of another order',
      { lines: [{ lineId: 'foreign', quantity: 1, restock: 'none' }] },
      /isn't part of order #.*\. The refundable amount is \$30.00/,
    ],
    ['an empty refund', {}, /Select what to refund. \$30.00 can be refunded/],
    [
      'a negative amount',
      { shipping: { amount: '-1', currency: 'USD' } },
      /-\$1.00 requested, \$5.00 can be refunded/,
    ],
    [
      'too much shipping',
      { shipping: { amount: '5.01', currency: 'USD' } },
      /\$5.01 requested, \$5.00 can be refunded/,
    ],
    [
      'a fraction of a cent',
      { shipping: { amount: '1.005', currency: 'USD' } },
      /more decimals than USD allows .* The refundable amount is \$30.00/,
    ],
    [
      'another currency',
      { shipping: { amount: '1', currency: 'EUR' } },
      /1 EUR can't be refunded: this order was paid in USD. The refundable amount is \$30.00/,
    ],
    [
      'an invalid amount',
      { shipping: { amount: '1e3', currency: 'USD' } },
      /is not a valid amount. The refundable amount is \$30.00/,
    ],
    [
      'an excessively large amount',
      { shipping: { amount: '9'.repeat(50), currency: 'USD' } },
      /is too large. The refundable amount is \$30.00/,
    ],
    [
      'a raise',
      { override: { total: { amount: '1', currency: 'USD' }, reason: 'goodwill' } },
      /can lower the amount but not raise it/,
    ],
    [
      'a negative total',
      { override: { total: { amount: '-1', currency: 'USD' }, reason: 'other' } },
      /is negative. Enter a positive amount. The refundable amount is \$30.00/,
    ],
    [
      'a payment of another order',
      { tenders: [{ paymentId: 'foreign', amount: { amount: '1', currency: 'USD' } }] },
      /payment that isn't part of this order. The refundable amount is \$30.00/,
    ],
  ]

  test('an order without a captured payment is rejected before any selection', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, { ...SHIRTS, tenders: [] })
    await addTender(sql, orderId, { reference: 'pi_held', minor: 4598 })
    const message = 'No payment was captured for this order, so there is nothing to refund.'
    const red = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
    const forms = [
      refundForm(orderId, []),
      refundForm(orderId, red),
      refundForm(orderId, [], { amount: 'full', refundType: 'gift_card' }),
    ]
    for (const form of forms) {
      const { quote, problem, leftMinor } = await previewRefund(form, care)
      expect({ quote, problem, leftMinor }).toEqual({
        quote: null,
        problem: message,
        leftMinor: 0n,
      })
      await expect(issueRefund(form, care)).rejects.toMatchObject({
        code: 'bad_input',
        message,
      })
    }
    expect(await resolutions(orderId)).toHaveLength(0)
  })

  test('a fully refunded order is rejected with that reason', async () => {
    const { orderId } = await addPaidOrder(sql, vendors.url, {
      ...SHIRTS,
      tenders: [{ card: 4598 }],
    })
    const full = () => refundForm(orderId, [], { amount: 'full' })
    await issueRefund(full(), care)
    const { problem, leftMinor } = await previewRefund(full(), care)
    expect({ problem, leftMinor }).toEqual({ problem: null, leftMinor: 0n })
    await expect(issueRefund(full(), care)).rejects.toThrow('has nothing left to refund')
  })

  test('a quantity that is not a number is rejected with the remaining quantity', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
    for (const quantity of ['1', null, {}, [1], true]) {
      const lines = [{ lineId: lineIds[0] ?? '', quantity }]
      const sent = { ...refundForm(orderId, []), lines, idempotencyKey: randomUUID() }
      await expect(issueRefund(IssueRefundInput.parse(sent), care)).rejects.toThrow(
        'The RED: quantity must be a whole number of at least 1. 1 is left to refund (1 bought).',
      )
    }
    expect(await resolutions(orderId)).toHaveLength(0)
  })

  test.each(refusals)('%s is rejected, and nothing is written', async (_, change, message) => {
    const order = { ...SHIRTS, lines: [{ sku: 'RED', quantity: 2, unitPriceMinor: 1250 }] }
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, {
      ...order,
      shippingMinor: 500,
      tenders: [{ card: 3000 }],
    })
    const other = await addPaidOrder(sql, vendors.url, SHIRTS)
    const ids: Record<string, string> = { '0': lineIds[0] ?? '', foreign: other.lineIds[0] ?? '' }
    const lines = (change?.lines ?? []).map((line) => ({ ...line, lineId: ids[line.lineId] ?? '' }))
    const form = refundForm(orderId, [], { ...change, lines })
    await expect(issueRefund(form, care)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringMatching(message),
    })
    expect(await transactions(orderId)).toHaveLength(0)
    expect(await resolutions(orderId)).toHaveLength(0)
    const preview = await previewRefund(form, care)
    const isQuoteError = (change?.lines?.length ?? 0) > 0 || change?.shipping || change?.override
    if (isQuoteError) expect(preview.problem).toMatch(message)
  })

  test('additional fees are refunded up to what was paid, in their own column', async () => {
    const { orderId } = await addPaidOrder(sql, vendors.url, {
      ...SHIRTS,
      tenders: [{ card: 5000 }],
    })
    await sql`update orders set fee_minor = 300, fee_shop_minor = 300 where id = ${orderId}`
    const fees = (amount: string) => refundForm(orderId, [], { fee: { amount, currency: 'USD' } })
    await issueRefund(fees('1.20'), care)
    await expect(issueRefund(fees('1.81'), care)).rejects.toThrow(
      'Additional fees: $1.81 requested, $1.80 can be refunded.',
    )
    await issueRefund(refundForm(orderId, [], { fee: 'all' }), care)
    const rows = await resolutions(orderId)
    expect(rows.map(({ fee_minor, total_minor }) => [fee_minor, total_minor])).toEqual([
      ['120', '120'],
      ['180', '180'],
    ])
    const { parts } = await previewRefund(refundForm(orderId, []), care)
    expect(parts.fee).toEqual({ paidMinor: 300n, leftMinor: 0n })
  })

  test('in a full refund, fees include the tax that no other part has', async () => {
    const { orderId } = await addPaidOrder(sql, vendors.url, {
      ...SHIRTS,
      taxesMinor: [304, 380, 190],
      // 45.98, 8.74 of tax on the shirts, 3.00 of fees and 0.57 of tax on those.
      tenders: [{ card: 5829 }],
    })
    await sql`update orders set fee_minor = 300, tax_minor = tax_minor + 57,
      total_minor = total_minor + 357 where id = ${orderId}`
    await sql`insert into order_tax_lines (id, order_id, position, title, amount_minor, amount_shop_minor)
      values (${randomUUID()}, ${orderId}, 0, 'VAT', 931, 931)`
    await expect(
      issueRefund(refundForm(orderId, [], { fee: { amount: '3.58', currency: 'USD' } }), care),
    ).rejects.toThrow('Additional fees: $3.58 requested, $3.57 can be refunded.')
    await issueRefund(refundForm(orderId, [], { amount: 'full', fee: 'all' }), care)
    expect(await resolutions(orderId)).toMatchObject([
      { fee_minor: '357', tax_minor: '874', adjustment_minor: '0', total_minor: '5829' },
    ])
  })

  test('in a full refund, unlisted lines use the default restock option', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
    const [red = '', ...others] = lineIds
    const form = refundForm(orderId, [], { amount: 'full', restock: 'return_to_stock' })
    const input = { ...form, lines: [{ lineId: red, restock: 'damaged' as const }] }
    const { quote } = await previewRefund(input, care)
    expect(quote?.lines.map(({ lineId, restock }) => [lineId, restock])).toEqual([
      [red, 'damaged'],
      ...others.map((lineId) => [lineId, 'return_to_stock']),
    ])
  })

  test('the error for a refunded line states its history', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
    const red = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
    await issueRefund(refundForm(orderId, red), care)
    await expect(issueRefund(refundForm(orderId, red), care)).rejects.toThrow(
      'The RED: 1 requested. Nothing is left to refund (1 bought, 1 refunded).',
    )
  })

  test.each(['manager', 'finance', 'engineer'] as const)(
    'the %s role cannot refund',
    async (role) => {
      const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
      const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
      const person = await addPerson(sql, role)
      await expect(issueRefund(form, person)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(previewRefund(form, person)).rejects.toMatchObject({ code: 'forbidden' })
    },
  )
})

describe('the same request', () => {
  test('sent twice refunds once; with other content it is rejected', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
    const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
    const answers = await Promise.all([issueRefund(form, care), issueRefund(form, care)])
    expect(answers[0]?.resolutionId).toBe(answers[1]?.resolutionId)
    expect(await transactions(orderId)).toHaveLength(1)
    const other = {
      ...form,
      lines: [
        { ...form.lines[0], lineId: lineIds[1] ?? '', restock: 'none' as const, quantity: 1 },
      ],
    }
    await expect(issueRefund(other, care)).rejects.toMatchObject({ code: 'conflict' })
    expect(await transactions(orderId)).toHaveLength(1)
  })

  test('with a stale revision is rejected with the name of the user who changed the order', async () => {
    const { orderId, lineIds } = await addPaidOrder(sql, vendors.url, SHIRTS)
    const [red, blue] = lineIds.map((lineId) => [{ lineId, quantity: 1 }])
    const { revision } = await previewRefund(refundForm(orderId, blue ?? []), care)
    const lead = await addPerson(sql, 'lead', 'Leon Okafor')
    await issueRefund(refundForm(orderId, red ?? []), lead)
    await expect(
      issueRefund(refundForm(orderId, blue ?? [], { revision }), care),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Leon Okafor changed order'),
      details: { isStale: true },
    })
    expect(await transactions(orderId)).toHaveLength(1)
  })
})
