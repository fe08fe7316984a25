import { type Amount, subtractAmounts } from '@/domain/order/order-snapshot'
import { booked, share } from './amounts'
import type { Market } from './markets'
import type { Random } from './random'
import { needsCard, sentinelOf, type Trouble } from './troubles'

/** Brand as a storefront writes it, and the gateway's test card behind it. */
const CARDS = [
  { company: 'Visa', last4: '4242', paymentMethod: 'pm_card_visa' },
  { company: 'Mastercard', last4: '4444', paymentMethod: 'pm_card_mastercard' },
  { company: 'American Express', last4: '8431', paymentMethod: 'pm_card_amex' },
  { company: 'JCB', last4: '0000', paymentMethod: 'pm_card_jcb' },
] as const

/** How a part of an order is paid. */
export type Tender =
  /** Held at our gateway; we capture it. */
  | { kind: 'card'; amount: Amount; card: (typeof CARDS)[number]; reference: string }
  /** Taken by the storefront at checkout. */
  | { kind: 'gift_card'; amount: Amount; lastCharacters: string }
  | { kind: 'shopify_payments'; amount: Amount; card: (typeof CARDS)[number] }
  /** Comes days later. */
  | { kind: 'bank_deposit'; amount: Amount }

/** Decides who pays what of a total. Orders with a troubled card are paid with it alone. */
export function pickTenders(
  random: Random,
  total: Amount,
  market: Market,
  trouble: Trouble | undefined,
): Tender[] {
  const card = random.pick(CARDS)
  const whole: Tender = { kind: 'card', amount: total, card, reference: sentinelOf(trouble) }
  if (trouble === 'refund_before_order') return [{ kind: 'shopify_payments', amount: total, card }]
  if (needsCard(trouble) || trouble === 'totals_mismatch' || total.minor < 1000n) return [whole]
  const dice = random.next()
  if (dice < 0.12) {
    const [gift, rest] = split(total, BigInt(random.int(10, 60)), market)
    return [giftCard(random, gift), { ...whole, amount: rest }]
  }
  if (dice < 0.17) return [giftCard(random, total)]
  if (dice < 0.23) {
    const [first, rest] = split(total, BigInt(random.int(30, 70)), market)
    return [
      { ...whole, amount: first },
      { ...whole, amount: rest, card: random.pick(CARDS) },
    ]
  }
  if (dice < 0.28) return [{ kind: 'shopify_payments', amount: total, card }]
  if (dice < 0.31) return [{ kind: 'bank_deposit', amount: total }]
  return [whole]
}

function giftCard(random: Random, amount: Amount): Tender {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'.split('')
  const lastCharacters = Array.from({ length: 4 }, () => random.pick(letters)).join('')
  return { kind: 'gift_card', amount, lastCharacters }
}

/** Two parts that add up in both currencies. */
function split(total: Amount, percent: bigint, market: Market): [Amount, Amount] {
  const first = booked(share(total.minor, percent, 100n, market), market)
  return [first, subtractAmounts(total, first)]
}

/** What Shopify says of the payment when the order is placed. */
export function financialStatusOf(tenders: Tender[]): string {
  const isTaken = (tender: Tender) =>
    tender.kind === 'gift_card' || tender.kind === 'shopify_payments'
  if (tenders.every(isTaken)) return 'paid'
  if (tenders.some((tender) => tender.kind === 'bank_deposit')) return 'pending'
  return tenders.some(isTaken) ? 'partially_paid' : 'authorized'
}

/** The gateway of a tender, as the storefront names it. */
export function gatewayOf(tender: Tender): string {
  if (tender.kind === 'card') return 'stripe'
  return tender.kind === 'bank_deposit' ? 'Bank Deposit' : tender.kind
}
