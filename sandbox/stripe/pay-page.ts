import { formatMoney } from '@/domain/money/money'
import { escapeHtml, page, type Reply, type VendorRequest } from '../vendor-http'
import { vendorId } from '../vendor-id'
import { sessionsOf } from './payment-links'
import type { Intent, PaymentLink, Price, StripeState } from './state'

/** The cards on the page; the last one is always declined. */
const CARDS = [
  { id: 'pm_card_visa', label: 'Visa •••• 4242' },
  { id: 'pm_card_mastercard', label: 'Mastercard •••• 4444' },
  { id: 'pm_card_chargeDeclined', label: 'Visa •••• 0002 (declined)' },
]

/** Handles the page of a payment link: `GET` shows it, `POST` with a card pays. */
export function payPage(state: StripeState, request: VendorRequest): Reply | undefined {
  const id = /^\/pay\/(\w+)$/.exec(request.path)?.[1]
  if (id === undefined) return undefined
  const link = state.links.get(id)
  const price = link && state.prices.get(link.priceId)
  if (!link || !price) return { status: 404, html: page('Payment link not found', '') }
  const paid = sessionsOf(state, id).length
  if (paid > 0 && paid >= (link.limit ?? Infinity))
    return closedPage('This payment is complete. Thank you.')
  if (!link.isActive) return closedPage('This link has been deactivated.')
  if (request.method !== 'POST') return payForm(price, '')
  return pay(state, link, price, new URLSearchParams(request.body).get('card') ?? '')
}

const closedPage = (title: string): Reply => ({ status: 200, html: page(title, '') })

function pay(state: StripeState, link: PaymentLink, price: Price, card: string): Reply {
  if (card !== 'pm_card_visa' && card !== 'pm_card_mastercard')
    return payForm(price, 'Your card was declined. Try a different card.')
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
  return closedPage('Thank you for your payment.')
}

function payForm({ amount, currency, name }: Price, problem: string): Reply {
  const code = currency.toUpperCase()
  const cards = CARDS.map(
    ({ id, label }, index) =>
      `<p><label><input type="radio" name="card" value="${id}"${index === 0 ? ' checked' : ''}> ${label}</label></p>`,
  )
  const total = formatMoney(toMinor(amount, code), code)
  const body = `${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}<form method="post"><p dir="auto">${escapeHtml(name)}</p>${cards.join('')}<button>Pay ${escapeHtml(total)}</button></form>`
  return { status: 200, html: page(`Pay ${total}`, body) }
}

/** Converts Stripe's integer to ISO minor units. Source: https://docs.stripe.com/currencies */
function toMinor(amount: number, currency: string): bigint {
  if (currency === 'ISK' || currency === 'UGX') return BigInt(amount) / 100n
  return currency === 'MGA' ? BigInt(amount) * 100n : BigInt(amount)
}
