import { formatMoney } from '@/domain/money/money'
import { type Asked, escapeHtml, page, type Reply } from '../exchange'
import { vendorId } from '../vendor-id'
import { sessionsOf } from './payment-links'
import type { Intent, PaymentLink, Price, StripeState } from './state'

/** What the customer may pay with here; the last one is always declined. */
const CARDS = [
  { id: 'pm_card_visa', label: 'Visa •••• 4242' },
  { id: 'pm_card_mastercard', label: 'Mastercard •••• 4444' },
  { id: 'pm_card_chargeDeclined', label: 'Visa •••• 0002 (declined)' },
]

/** The page a payment link leads to: `GET` shows it, `POST` with a card pays. */
export function payPage(state: StripeState, asked: Asked): Reply | undefined {
  const id = /^\/pay\/(\w+)$/.exec(asked.path)?.[1]
  if (id === undefined) return undefined
  const link = state.links.get(id)
  const price = link && state.prices.get(link.priceId)
  if (!link || !price) return { status: 404, html: page('No such payment link', '') }
  const paid = sessionsOf(state, id).length
  if (paid > 0 && paid >= (link.limit ?? Infinity)) return shut('This has been paid. Thank you.')
  if (!link.isActive) return shut('This link has been deactivated.')
  if (asked.method !== 'POST') return form(price, '')
  return pay(state, link, price, new URLSearchParams(asked.body).get('card') ?? '')
}

const shut = (words: string): Reply => ({ status: 200, html: page(words, '') })

function pay(state: StripeState, link: PaymentLink, price: Price, card: string): Reply {
  if (card !== 'pm_card_visa' && card !== 'pm_card_mastercard')
    return form(price, 'Your card was declined. Try another one.')
  const intent: Intent = {
    id: vendorId('pi'),
    amount: price.amount,
    currency: price.currency,
    status: 'requires_capture',
    received: 0,
    cancellationReason: null,
    paymentMethod: card,
    metadata: link.intentMetadata,
    createdAt: Math.floor(Date.now() / 1000),
  }
  const key = vendorId('checkout')
  const session = { id: vendorId('cs'), linkId: link.id, intentId: intent.id }
  state.append([{ type: 'asked', key, action: 'create', intentId: intent.id }])
  state.append([
    { type: 'created', intent, key },
    { type: 'checked_out', session, key },
  ])
  return shut('Thank you for your payment.')
}

function form({ amount, currency, name }: Price, problem: string): Reply {
  const code = currency.toUpperCase()
  const cards = CARDS.map(
    ({ id, label }, index) =>
      `<p><label><input type="radio" name="card" value="${id}"${index === 0 ? ' checked' : ''}> ${label}</label></p>`,
  )
  const total = formatMoney(toMinor(amount, code), code)
  const body = `${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}<form method="post"><p dir="auto">${escapeHtml(name)}</p>${cards.join('')}<button>Pay ${escapeHtml(total)}</button></form>`
  return { status: 200, html: page(`Pay ${total}`, body) }
}

/** Stripe's integer in ISO minor units where they differ: https://docs.stripe.com/currencies */
function toMinor(amount: number, currency: string): bigint {
  if (currency === 'ISK' || currency === 'UGX') return BigInt(amount) / 100n
  return currency === 'MGA' ? BigInt(amount) * 100n : BigInt(amount)
}
