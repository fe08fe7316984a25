import { expect, test } from 'vitest'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, type PaidOrder, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { issueRefund } from '../refunds/issue-refund'
import { previewRefund } from '../refunds/preview-refund'
import { previewReversal } from './preview-reversal'
import { reverseGiftCard } from './reverse-gift-card'
import { voidGiftCard } from './void-gift-card'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const lead = await addPerson(sql, 'lead')
const finance = await addPerson(sql, 'finance')

/** Adds an order and refunds it in full as a gift card. */
async function refundedAsCard(tenders: PaidOrder['tenders'], total = 1_599) {
  const lines = [{ sku: 'RED', quantity: 1, unitPriceMinor: total }]
  const paid = await addPaidOrder(sql, vendors.url, { lines, tenders })
  const full = { amount: 'full', refundType: 'gift_card' } as const
  await issueRefund(refundForm(paid.orderId, [], full), lead)
  await drainOutbox(sql, engine)
  const [card] = await sql`select id from gift_cards where order_id = ${paid.orderId}`
  return { ...paid, giftCardId: String(card?.id) }
}

let forms = 0
const form = (giftCardId: string) => {
  forms += 1
  return { giftCardId, note: 'They asked for cash', idempotencyKey: `reversal-form-${forms}` }
}

const balanceOf = async (id: string) =>
  Number((await sql`select balance_minor from gift_cards where id = ${id}`)[0]?.balance_minor)

const paymentOf = async (id: string | undefined) => {
  const [row] = await sql`select refunded_minor::int as refunded, refunded_shop_minor::int as shop
    from payments where id = ${id ?? ''}`
  return { ...row }
}

const spend = (giftCardId: string, minor: number) => sql`insert into gift_card_entries
  (id, gift_card_id, kind, amount_minor, actor_kind, actor_id, actor_name, idempotency_key)
  values (gen_random_uuid(), ${giftCardId}, 'redeemed', ${-minor}, 'storefront', 's', 's', ${`spent:${giftCardId}`})`

test('the unspent balance is refunded to the card that paid, once, and is not counted twice', async () => {
  const { giftCardId, orderId, paymentIds, references } = await refundedAsCard([{ card: 1_599 }])
  await spend(giftCardId, 599)
  expect((await previewReversal(giftCardId)).totalMinor).toBe(1_000n)
  const sent = form(giftCardId)
  const answer = await reverseGiftCard(sent, finance)
  expect(answer).toMatchObject({ status: 'pending', totalMinor: 1_000n })
  expect(await reverseGiftCard(sent, finance)).toMatchObject({ resolutionId: answer.resolutionId })
  expect(await balanceOf(giftCardId)).toBe(0)
  const early = voidGiftCard({ giftCardId, note: 'Too early' }, finance)
  await expect(early).rejects.toThrow(/cash refund from this gift card is pending/)
  await drainOutbox(sql, engine)
  expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 1_000 })
  expect(await paymentOf(paymentIds[0])).toEqual({ refunded: 1_599, shop: 1_599 })
  const [row] = await sql`select status from resolutions where id = ${answer.resolutionId}`
  expect(row?.status).toBe('succeeded')
  const { limits } = await previewRefund(refundForm(orderId, []), lead)
  expect(limits.refunded90DaysMinor).toBe(1_599n)
  await expect(reverseGiftCard(form(giftCardId), finance)).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('a part is refunded, and later the rest; never more than the balance', async () => {
  const { giftCardId, references, paymentIds } = await refundedAsCard([{ card: 1_599 }])
  const part = (amount: string) => reverseGiftCard({ ...form(giftCardId), amount }, finance)
  await expect(part('15.999')).rejects.toMatchObject({ code: 'bad_input' })
  await expect(part('-1')).rejects.toMatchObject({ code: 'bad_input' })
  await expect(part('0')).rejects.toMatchObject({ code: 'bad_input' })
  await expect(part('16.00')).rejects.toMatchObject({
    code: 'conflict',
    message: 'Up to $15.99 of this gift card can be refunded in cash.',
  })
  expect(await balanceOf(giftCardId)).toBe(1_599)
  expect(await part('5.33')).toMatchObject({ totalMinor: 533n })
  await drainOutbox(sql, engine)
  expect(await balanceOf(giftCardId)).toBe(1_066)
  expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 533 })
  await reverseGiftCard(form(giftCardId), finance)
  await drainOutbox(sql, engine)
  expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 1_599 })
  expect(await balanceOf(giftCardId)).toBe(0)
  expect(await paymentOf(paymentIds[0])).toEqual({ refunded: 1_599, shop: 1_599 })
})

test('a declined cash refund credits the gift card again', async () => {
  const paid = [{ card: 1_599, sentinel: 'refund_fails' }]
  const { giftCardId, orderId, paymentIds } = await refundedAsCard(paid)
  const { resolutionId } = await reverseGiftCard(form(giftCardId), finance)
  await drainOutbox(sql, engine)
  const [row] = await sql`select status from resolutions where id = ${resolutionId}`
  expect(row?.status).toBe('failed')
  expect(await balanceOf(giftCardId)).toBe(1_599)
  expect(await paymentOf(paymentIds[0])).toEqual({ refunded: 1_599, shop: 1_599 })
  const kinds = await sql`select kind from gift_card_entries
    where gift_card_id = ${giftCardId} order by id`
  expect(kinds.map(({ kind }) => kind)).toEqual(['issued', 'reversed', 'credited'])
  const [open] = await sql`select kind from exceptions where order_id = ${orderId}`
  expect(open?.kind).toBe('refund_failed')
})

test('gift card money never becomes cash', async () => {
  const { giftCardId, paymentIds } = await refundedAsCard([{ gift: 1_000 }, { card: 599 }])
  const preview = await previewReversal(giftCardId)
  expect(preview.parts).toMatchObject([{ paymentId: paymentIds[1], amountMinor: 599n }])
  await reverseGiftCard(form(giftCardId), finance)
  await drainOutbox(sql, engine)
  expect(await balanceOf(giftCardId)).toBe(1_000)
  expect((await previewReversal(giftCardId)).totalMinor).toBe(0n)
})

test('concurrent requests refund once', async () => {
  const { giftCardId, references } = await refundedAsCard([{ card: 1_599 }])
  const tries = Array.from({ length: 8 }, () => reverseGiftCard(form(giftCardId), finance))
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await drainOutbox(sql, engine)
  expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 1_599 })
  expect(await balanceOf(giftCardId)).toBe(0)
})

test('only finance and admin can reverse a gift card', async () => {
  const { giftCardId } = await refundedAsCard([{ card: 1_599 }])
  await expect(reverseGiftCard(form(giftCardId), lead)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await balanceOf(giftCardId)).toBe(1_599)
})
