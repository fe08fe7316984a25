import { type Amount, subtractAmounts } from '@/domain/order/order-snapshot'
import { share, toAmount } from './amounts'
import type { Market } from './markets'
import type { Random } from './random'
import { needsCard, sentinelOf, type Trouble } from './troubles'

/** Card brands as the storefront spells them, with the gateway's test cards. */
const CARDS = [
  { company: 'Visa', last4: '4242', paymentMethod: 'pm_card_visa' },
  { company: 'Mastercard', last4: '4444', paymentMethod: 'pm_card_mastercard' },
  { company: 'American Express', last4: '8431', paymentMethod: 'pm_card_amex' },
  { company: 'JCB', last4: '0000', paymentMethod: 'pm_card_jcb' },
] as const

/** A payment for part or all of an order. */
export type Tender =
  /** Authorized at our gateway and captured by us. */
  | { kind: 'card'; amount: Amount; card: (typeof CARDS)[number]; reference: string }
  /** Charged by the storefront at checkout. */
  | { kind: 'gift_card'; amount: Amount; lastCharacters: string }
  | { kind: 'shopify_payments'; amount: Amount; card: (typeof CARDS)[number] }
  /** Arrives days later. */
  | { kind: 'bank_deposit'; amount: Amount }

/** Splits a total into random tenders. A failure that needs a card gets a single card tender. */
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
  const roll = random.next()
  if (roll < 0.12) {
    const [gift, rest] = split(total, BigInt(random.int(10, 60)), market)
    return [giftCard(random, gift), { ...whole, amount: rest }]
  }
  if (roll < 0.17) return [giftCard(random, total)]
  if (roll < 0.23) {
    const [first, rest] = split(total, BigInt(random.int(30, 70)), market)
    return [
      { ...whole, amount: first },
      { ...whole, amount: rest, card: random.pick(CARDS) },
    ]
  }
  if (roll < 0.28) return [{ kind: 'shopify_payments', amount: total, card }]
  if (roll < 0.31) return [{ kind: 'bank_deposit', amount: total }]
  return [whole]
}

function giftCard(random: Random, amount: Amount): Tender {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'.split('')
  const lastCharacters = Array.from({ length: 4 }, () => random.pick(letters)).join('')
  return { kind: 'gift_card', amount, lastCharacters }
}

/** Splits an amount into two parts that add up in both currencies. */
function split(total: Amount, percent: bigint, market: Market): [Amount, Amount] {
  const first = toAmount(share(total.minor, percent, 100n, market), market)
  return [first, subtractAmounts(total, first)]
}

/** Returns Shopify's `financial_status` when the order is placed. */
export function financialStatusOf(tenders: Tender[]): string {
  const isCharged = (tender: Tender) =>
    tender.kind === 'gift_card' || tender.kind === 'shopify_payments'
  if (tenders.every(isCharged)) return 'paid'
  if (tenders.some((tender) => tender.kind === 'bank_deposit')) return 'pending'
  return tenders.some(isCharged) ? 'partially_paid' : 'authorized'
}

/** Returns the storefront's name of a tender's gateway. */
export function gatewayOf(tender: Tender): string {
  if (tender.kind === 'card') return 'stripe'
  return tender.kind === 'bank_deposit' ? 'Bank Deposit' : tender.kind
}
