import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { type TestOrder, testOrder, testTransaction } from '@/test/support/shopify-payloads'
import { processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
})

const transact = (given: Record<string, unknown> = {}) =>
  sendWebhook('order_transactions/create', testTransaction(given))
const place = (given: TestOrder = {}) => sendWebhook('orders/create', testOrder(given))
const statuses = async () => (await processOutbox()).results.map(({ status }) => status)
const tenders = () => sql`
  select kind, gateway, gateway_reference, brand, last_four, authorized_minor::int as authorized,
    captured_minor::int as captured, refunded_minor::int as refunded, captured_shop_minor::int as captured_shop
  from payments order by external_id`
const order = async () => (await sql`select * from orders`)[0]
const webhooks = () => sql`select topic, status, reason from webhooks order by id`

const refund = (given: Record<string, unknown> = {}) => ({
  id: 8001,
  order_id: 450789469,
  created_at: '2026-03-02T10:00:00-05:00',
  note: 'One too many',
  refund_line_items: [
    { id: 1, line_item_id: 1, quantity: 1, restock_type: 'return', subtotal: 15, total_tax: 0 },
  ],
  order_adjustments: [],
  transactions: [
    testTransaction({
      id: 6001,
      kind: 'refund',
      parent_id: 5001,
      amount: '15.00',
      authorization: null,
    }),
  ],
  ...given,
})
const sale = { kind: 'sale', gateway: 'shopify_payments' }

describe('tenders', () => {
  test('an authorization opens a card tender; a sale opens a captured one', async () => {
    await place()
    await transact({ amount: '20.00' })
    await transact({
      id: 5002,
      kind: 'sale',
      gateway: 'gift_card',
      authorization: null,
      amount: '15.00',
      payment_details: null,
      receipt: { gift_card_id: 1, gift_card_last_characters: 'k7q2' },
    })
    await processOutbox()
    expect(await tenders()).toMatchObject([
      {
        kind: 'card',
        gateway: 'stripe',
        gateway_reference: 'pi_test',
        brand: 'Visa',
        last_four: '4242',
        authorized: 2000,
        captured: 0,
      },
      { kind: 'gift_card', last_four: 'k7q2', authorized: 1500, captured: 1500 },
    ])
    expect((await order())?.payment_status).toBe('partially_paid')
  })

  test('storefront debits and credits of our gift card are in its ledger', async () => {
    await place()
    await processOutbox()
    const [card] = await sql`
      insert into gift_cards (id, storefront_id, code_hash, last_four, external_id, currency)
      select gen_random_uuid(), storefront_id, gen_random_uuid(), 'K7Q2', 'card-1', currency
      from orders returning id`
    const id = String(card?.id)
    const entry = { kind: 'issued', amount_minor: 2000, actor_kind: 'system', actor_id: 'test' }
    await sql`insert into gift_card_entries ${sql({
      id,
      gift_card_id: id,
      ...entry,
      actor_name: 'Test',
      idempotency_key: `issued:${id}`,
    })}`
    const gift = { gateway: 'gift_card', authorization: 'card-1', payment_details: null }
    const spend = { ...gift, id: 5002, kind: 'sale', amount: '15.00' }
    await transact(spend)
    await transact(spend)
    await transact({ ...gift, id: 5003, kind: 'refund', parent_id: 5002, amount: '4.00' })
    expect(await statuses()).toEqual(['processed', 'processed', 'processed'])
    const entries = await sql`select kind, amount_minor::int as minor from gift_card_entries
      where gift_card_id = ${id} order by at, id`
    expect(entries.map(({ kind, minor }) => [kind, minor]).sort()).toEqual([
      ['credited', 400],
      ['issued', 2000],
      ['redeemed', -1500],
    ])
    await transact({ ...gift, id: 5004, kind: 'sale', amount: '10.00' })
    await processOutbox()
    const [left] = await sql`select balance_minor::int as minor from gift_cards where id = ${id}`
    expect(left?.minor).toBe(900)
  })

  test('our gift card is matched by its holder on its first use at the storefront', async () => {
    await place()
    await processOutbox()
    const issue = async (holder: string | null, lastFour: string) => {
      const [card] = await sql`
        insert into gift_cards (id, storefront_id, customer_id, code_hash, last_four, currency)
        select gen_random_uuid(), storefront_id, ${holder}::uuid, gen_random_uuid(), ${lastFour}, currency
        from orders returning id`
      const id = String(card?.id)
      await sql`insert into gift_card_entries ${sql({
        id,
        gift_card_id: id,
        kind: 'issued',
        amount_minor: 2000,
        actor_kind: 'system',
        actor_id: 'test',
        actor_name: 'Test',
        idempotency_key: `issued:${id}`,
      })}`
      return id
    }
    const customerId = (await order())?.customer_id
    const mine = await issue(customerId, 'K7Q2')
    const others = await issue(null, 'K7Q2')
    const receipt = { gift_card_id: 777, gift_card_last_characters: 'k7q2' }
    const gift = { gateway: 'gift_card', authorization: null, payment_details: null, receipt }
    await transact({ ...gift, id: 5002, kind: 'sale', amount: '15.00' })
    expect(await statuses()).toEqual(['processed'])
    const cards = await sql`
      select id, external_id, balance_minor::int as left from gift_cards order by balance_minor`
    expect(cards).toEqual([
      { id: mine, external_id: '777', left: 500 },
      { id: others, external_id: null, left: 2000 },
    ])
  })

  test('captures, voids and refunds apply to the tender of their parent transaction', async () => {
    await place()
    await transact()
    await transact({ id: 5002, kind: 'capture', parent_id: 5001, amount: '30.00' })
    await transact({ id: 5003, kind: 'refund', parent_id: 5002, amount: '10.00' })
    expect(await statuses()).toEqual(['processed', 'processed', 'processed', 'processed'])
    expect(await tenders()).toMatchObject([{ authorized: 3500, captured: 3000, refunded: 1000 }])
    expect((await order())?.payment_status).toBe('partially_refunded')
  })

  test('transactions end on the same tender in any order of arrival', async () => {
    await transact({ id: 5003, kind: 'refund', parent_id: 5002, amount: '10.00' })
    await transact({ id: 5002, kind: 'capture', parent_id: 5001, amount: '30.00' })
    expect(await statuses()).toEqual(['waiting', 'waiting'])
    await transact()
    expect(await statuses()).toEqual(['waiting'])
    await place()
    await processOutbox()
    expect(await tenders()).toMatchObject([{ authorized: 3500, captured: 3000, refunded: 1000 }])
    expect((await webhooks()).map(({ status }) => status)).toEqual(Array(4).fill('processed'))
  })

  test('a repeated transaction counts once, and a pending one can settle', async () => {
    await place()
    await transact({ ...sale, status: 'pending' })
    await transact({ ...sale, status: 'pending' })
    await processOutbox()
    expect(await tenders()).toMatchObject([{ captured: 0 }])
    await transact({ ...sale, status: 'success' })
    await transact({ ...sale, status: 'failure' })
    await processOutbox()
    expect(await tenders()).toMatchObject([{ captured: 3500 }])
    expect(await sql`select status from payment_transactions`).toEqual([{ status: 'succeeded' }])
  })

  test('a transfer that is marked as paid continues on its tender', async () => {
    await place({ financial_status: 'pending' })
    const bank = {
      kind: 'sale',
      gateway: 'Bank Deposit',
      authorization: null,
      payment_details: null,
    }
    await transact({ ...bank, status: 'pending' })
    await transact({ ...bank, id: 5002, parent_id: 5001, status: 'success' })
    await processOutbox()
    expect(await tenders()).toMatchObject([{ kind: 'bank', captured: 3500 }])
    expect((await order())?.payment_status).toBe('paid')
  })

  test('a declined card is recorded with its code', async () => {
    await place({ financial_status: 'pending' })
    await transact({ status: 'failure', error_code: 'card_declined', message: 'Card declined' })
    await processOutbox()
    expect(await sql`select status, error_code, error_message from payment_transactions`).toEqual([
      { status: 'failed', error_code: 'card_declined', error_message: 'Card declined' },
    ])
    expect((await order())?.payment_status).toBe('declined')
  })

  test('the shop amount comes from the transaction or the order’s rate', async () => {
    const shirt = { id: 1, quantity: 2, price: { shop: '15.00', presentment: '2270' } }
    await place({
      presentment: 'JPY',
      lines: [shirt],
      shipping: { shop: '5.00', presentment: '757' },
      total: { shop: '35.00', presentment: '5297' },
    })
    await transact({ ...sale, amount: '5297', currency: 'JPY' })
    await transact({
      ...sale,
      id: 5002,
      amount: '100',
      currency: 'JPY',
      amount_set: {
        presentment_money: { amount: '100', currency_code: 'JPY' },
        shop_money: { amount: '0.70', currency_code: 'USD' },
      },
    })
    await transact({ ...sale, id: 5003, amount: '1.00', currency: 'USD' })
    await processOutbox()
    expect(await tenders()).toMatchObject([
      { captured: 5297, captured_shop: 3500 },
      { captured: 100, captured_shop: 70 },
      { captured: 151, captured_shop: 100 },
    ])
  })

  test('a third currency opens an exception for engineers', async () => {
    await place()
    await transact({ currency: 'CHF' })
    expect(await statuses()).toEqual(['processed', 'unreadable'])
    expect(await sql`select kind, detail->>'code' as code from exceptions`).toEqual([
      { kind: 'webhook_unreadable', code: 'currency' },
    ])
  })
})

describe('resuming the order', () => {
  const eventsAfter = async (status: string, given: Record<string, unknown>) => {
    await place()
    await processOutbox()
    await sql`update orders set status = ${status}`
    await transact(given)
    return (await processOutbox()).events
  }

  test('an order that is waiting for payment resumes', async () =>
    expect(await eventsAfter('waiting', {})).toEqual(['order/resumed']))

  test('a running order is not resumed', async () =>
    expect(await eventsAfter('processing', {})).toEqual([]))

  test('an authorization for a canceled order is voided', async () =>
    expect(await eventsAfter('canceled', {})).toEqual(['order/canceled']))

  test('a failed payment resumes nothing', async () =>
    expect(await eventsAfter('waiting', { status: 'failure' })).toEqual([]))
})

describe('refunds', () => {
  test('a refund that arrives before its order and payment is saved correctly', async () => {
    await sendWebhook('refunds/create', refund())
    expect(await statuses()).toEqual(['waiting'])
    await place()
    await processOutbox()
    expect(await sql`select total_minor::int as total from resolutions`).toEqual([{ total: 1500 }])
    expect((await webhooks())[0]).toMatchObject({ status: 'waiting' })
    await transact(sale)
    await processOutbox()
    expect((await webhooks())[0]).toMatchObject({ status: 'processed', reason: null })
    expect(await tenders()).toMatchObject([{ captured: 3500, refunded: 1500 }])
    expect(
      await sql`
      select kind, source, status, items_minor::int as items, adjustment_minor::int as adjustment, note
      from resolutions`,
    ).toEqual([
      {
        kind: 'refund',
        source: 'storefront',
        status: 'succeeded',
        items: 1500,
        adjustment: 0,
        note: 'One too many',
      },
    ])
    expect(
      await sql`select quantity, restock, amount_minor::int as amount from resolution_lines`,
    ).toEqual([{ quantity: 1, restock: 'return_to_stock', amount: 1500 }])
    expect((await order())?.payment_status).toBe('partially_refunded')
  })

  test('a refund that is reported twice, or by its transaction, counts once', async () => {
    await place()
    await transact(sale)
    await sendWebhook('refunds/create', refund())
    await sendWebhook('refunds/create', refund())
    await transact({
      id: 6001,
      kind: 'refund',
      parent_id: 5001,
      amount: '15.00',
      authorization: null,
    })
    await processOutbox()
    expect(await tenders()).toMatchObject([{ refunded: 1500 }])
    expect(await sql`select 1 from resolutions`).toHaveLength(1)
    expect(await sql`select 1 from resolution_lines`).toHaveLength(1)
  })

  test('shipping, duties and the remainder are saved in their own columns', async () => {
    const money = (amount: string) => ({
      shop_money: { amount, currency_code: 'USD' },
      presentment_money: { amount, currency_code: 'USD' },
    })
    await place()
    await transact(sale)
    const extra = {
      refund_shipping_lines: [
        { id: 1, subtotal_amount_set: money('5.00'), tax_amount_set: money('0.50') },
      ],
      total_duties_set: money('2.00'),
      transactions: [
        testTransaction({ id: 6001, kind: 'refund', parent_id: 5001, amount: '21.00' }),
      ],
    }
    await sendWebhook('refunds/create', refund(extra))
    await processOutbox()
    expect(
      await sql`
      select items_minor::int as items, shipping_minor::int as shipping, duty_minor::int as duty,
        adjustment_minor::int as adjustment, total_minor::int as total from resolutions`,
    ).toEqual([{ items: 1500, shipping: 550, duty: 200, adjustment: -150, total: 2100 }])
  })

  test('shipping of older refunds is a negative adjustment', async () => {
    await place()
    await transact(sale)
    const old = {
      refund_line_items: [],
      order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00', tax_amount: '-0.40' }],
      transactions: [
        testTransaction({ id: 6001, kind: 'refund', parent_id: 5001, amount: '5.40' }),
      ],
    }
    await sendWebhook('refunds/create', refund(old))
    await processOutbox()
    expect(
      await sql`select shipping_minor::int as shipping, adjustment_minor::int as adjustment from resolutions`,
    ).toEqual([{ shipping: 540, adjustment: 0 }])
  })

  test('a refund above the captured amount is rejected with an exception and changes nothing', async () => {
    await place()
    await transact(sale)
    await sendWebhook('refunds/create', refund())
    const second = testTransaction({ id: 6002, kind: 'refund', parent_id: 5001, amount: '20.01' })
    await sendWebhook('refunds/create', refund({ id: 8002, transactions: [second] }))
    expect((await statuses()).at(-1)).toBe('unreadable')
    expect(await tenders()).toMatchObject([{ refunded: 1500 }])
    expect(await sql`select 1 from resolutions`).toHaveLength(1)
    expect(await sql`select kind, detail->>'code' as code from exceptions`).toEqual([
      { kind: 'webhook_unreadable', code: 'over_refund' },
    ])
  })

  test('a pending refund transaction settles later', async () => {
    await place()
    await transact(sale)
    const pending = testTransaction({
      id: 6001,
      kind: 'refund',
      parent_id: 5001,
      amount: '15.00',
      status: 'pending',
    })
    await sendWebhook('refunds/create', refund({ transactions: [pending] }))
    await processOutbox()
    expect(await sql`select status from resolutions`).toEqual([{ status: 'pending' }])
    await transact({ id: 6001, kind: 'refund', parent_id: 5001, amount: '15.00' })
    await processOutbox()
    expect(await sql`select status from resolutions`).toEqual([{ status: 'succeeded' }])
  })

  test('refunded units of a line are frozen; a later change opens an exception for staff', async () => {
    await place()
    await transact(sale)
    await sendWebhook('refunds/create', refund())
    const cheaper = [{ id: 1, quantity: 2, current_quantity: 1, price: { shop: '10.00' } }]
    await sendWebhook(
      'orders/updated',
      testOrder({ lines: cheaper, total: { shop: '25.00' }, updatedAt: '2026-03-03T00:00:00Z' }),
    )
    await processOutbox()
    expect(
      await sql`select paid_minor::int as paid, current_quantity as left from order_lines`,
    ).toEqual([{ paid: 3000, left: 1 }])
    const [exception] =
      await sql`select kind, message from exceptions where kind = 'order_changed_late'`
    expect(exception?.message).toMatch(
      /the total from \$35\.00 to \$25\.00.*after the order was refunded/,
    )
  })
})

describe('disputes', () => {
  const dispute = (given: Record<string, unknown> = {}) => ({
    id: 9001,
    order_id: 450789469,
    type: 'chargeback',
    amount: '11.50',
    currency: 'USD',
    reason: 'fraudulent',
    status: 'needs_response',
    evidence_due_by: '2026-03-20T00:00:00Z',
    finalized_on: null,
    initiated_at: '2026-03-05T00:00:00Z',
    ...given,
  })
  const exceptions = () => sql`select kind, status from exceptions`

  test('an open dispute opens an exception; a won one closes it automatically', async () => {
    await sendWebhook('disputes/create', dispute())
    await place()
    await transact(sale)
    await processOutbox()
    expect(await exceptions()).toEqual([{ kind: 'chargeback_opened', status: 'open' }])
    await sendWebhook(
      'disputes/update',
      dispute({ status: 'won', finalized_on: '2026-04-01T00:00:00Z' }),
    )
    await processOutbox()
    expect(await exceptions()).toEqual([{ kind: 'chargeback_opened', status: 'resolved' }])
    expect(await sql`select status, amount_minor::int as minor from disputes`).toEqual([
      { status: 'won', minor: 1150 },
    ])
  })

  test('a lost dispute is a chargeback on the only possible tender', async () => {
    await place()
    await transact(sale)
    await sendWebhook('disputes/create', dispute())
    await sendWebhook('disputes/update', dispute({ status: 'lost' }))
    await processOutbox()
    expect(await sql`select charged_back_minor::int as back from payments`).toEqual([
      { back: 1150 },
    ])
    expect(await exceptions()).toEqual([{ kind: 'chargeback_opened', status: 'open' }])
  })

  test('an older version of a dispute changes nothing', async () => {
    const sent = (at: string) => ({ 'x-shopify-triggered-at': at })
    await place()
    await sendWebhook('disputes/update', dispute({ status: 'won' }), sent('2026-04-02T00:00:00Z'))
    await sendWebhook('disputes/create', dispute(), sent('2026-03-05T00:00:00Z'))
    expect(await statuses()).toEqual(['processed', 'processed', 'superseded'])
    expect(await exceptions()).toEqual([])
  })
})
