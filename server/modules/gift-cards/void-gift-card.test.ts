import { describe, expect, test } from 'vitest'
import { listGiftCards, sumGiftCardLiability } from '@/db/queries/money/gift-card-list'
import { findGiftCardPage } from '@/db/queries/money/gift-card-page'
import { openTestShop } from '@/test/support/pipeline/shop'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { giftCardFingerprint } from '../refunds/gift-card-code'
import { issueRefund } from '../refunds/issue-refund'
import { voidGiftCard } from './void-gift-card'

const { sql, vendors } = await openTestShop(startTestSandbox)
const care = await addPerson(sql, 'care')
const finance = await addPerson(sql, 'finance')

/** Issues a refund as a gift card; returns the card's ID and code. */
async function issueCard(minor: number, currency = 'USD') {
  const { orderId } = await addPaidOrder(sql, vendors.url, {
    currency,
    lines: [{ sku: 'RED', quantity: 1, unitPriceMinor: minor }],
    tenders: [{ card: minor }],
  })
  const form = refundForm(orderId, [], { amount: 'full', refundType: 'gift_card' })
  const { giftCardCode } = await issueRefund(form, care)
  const [card] = await sql`select id from gift_cards where order_id = ${orderId}`
  return { id: String(card?.id), code: giftCardCode ?? '', orderId }
}

const found = async (search: string) => {
  const { codeHash } = giftCardFingerprint(search)
  return (await listGiftCards({ search, codeHash })).rows.map(({ id }) => id)
}

describe('the list', () => {
  test('finds a card by its code, last four, order and email, and by nothing else', async () => {
    const { id, code, orderId } = await issueCard(2_500)
    const [order] = await sql`select name, email from orders where id = ${orderId}`
    for (const search of [code, code.toLowerCase(), code.slice(-4), order?.name])
      expect(await found(search)).toContain(id)
    if (order?.email) expect(await found(order.email.toUpperCase())).toContain(id)
    for (const search of ['%', '_', code.slice(0, 6), 'x\0'])
      expect(await found(search)).toEqual([])
  })

  test('returns the liability on active cards, by currency', async () => {
    const before = await sumGiftCardLiability()
    const { id } = await issueCard(1_200, 'JPY')
    const owed = (await sumGiftCardLiability()).find(({ currency }) => currency === 'JPY')
    const old = before.find(({ currency }) => currency === 'JPY')
    expect(owed?.balanceMinor).toBe((old?.balanceMinor ?? 0n) + 1_200n)
    await voidGiftCard({ giftCardId: id, note: 'Test' }, finance)
    expect(await sumGiftCardLiability()).toEqual(before)
  })

  test('pages without losing a card', async () => {
    const [{ orders } = { orders: [] }] = await sql`select array_agg(id) as orders from orders`
    const [shop] = await sql`select storefront_id from orders where id = ${orders[0]}`
    for (let i = 0; i < 60; i++)
      await sql`insert into gift_cards (id, storefront_id, code_hash, last_four, currency)
        values (gen_random_uuid(), ${shop?.storefront_id}, ${`hash ${i}`}, 'ABCD', 'EUR')`
    const ids: string[] = []
    let page = await listGiftCards({ search: '', codeHash: '' })
    ids.push(...page.rows.map(({ id }) => id))
    while (page.next) {
      const cursor = { direction: 'after', id: page.next } as const
      page = await listGiftCards({ search: '', codeHash: '', cursor })
      ids.push(...page.rows.map(({ id }) => id))
    }
    const stored = await sql`select id from gift_cards order by id desc`
    expect(ids).toEqual(stored.map(({ id }) => id))
    const used = await listGiftCards({ search: '', codeHash: '', state: 'used_up' })
    expect(used.rows).toHaveLength(50)
  })
})

describe('voiding a card', () => {
  test('removes the balance once and is recorded', async () => {
    const { id, orderId } = await issueCard(1_599)
    const answer = await voidGiftCard({ giftCardId: id, note: 'Found the shirt' }, finance)
    expect(answer).toEqual({ voidedMinor: 1_599n, currency: 'USD' })
    const page = await findGiftCardPage(id)
    expect(page?.card).toMatchObject({ balanceMinor: 0n, voidedAt: expect.any(Date) })
    expect(page?.entries.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['issued', 1_599n],
      ['voided', -1_599n],
    ])
    const again = voidGiftCard({ giftCardId: id, note: 'Again' }, finance)
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    const events = await sql`select type from order_events
      where order_id = ${orderId} and type = 'gift_card.voided'`
    expect(events).toHaveLength(1)
    const audit = await sql`select action from audit_log where subject_id = ${id}
      and action = 'gift_card.voided'`
    expect(audit).toHaveLength(1)
  })

  test('concurrent requests create one entry', async () => {
    const { id } = await issueCard(900)
    const tries = Array.from({ length: 8 }, () =>
      voidGiftCard({ giftCardId: id, note: 'Twice' }, finance),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await findGiftCardPage(id))?.entries).toHaveLength(2)
  })

  test('requires finance or admin, and a voided card cannot change', async () => {
    const { id } = await issueCard(700)
    await expect(voidGiftCard({ giftCardId: id, note: 'No' }, care)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await voidGiftCard({ giftCardId: id, note: 'Yes' }, finance)
    const late = sql`insert into gift_card_entries
      (id, gift_card_id, kind, amount_minor, actor_kind, actor_id, actor_name, idempotency_key)
      values (gen_random_uuid(), ${id}, 'credited', 100, 'system', 'x', 'x', ${`late:${id}`})`
    await expect(late).rejects.toThrow(/closed/)
  })
})
