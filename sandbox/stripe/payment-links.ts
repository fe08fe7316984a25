import type { Reply, VendorRequest } from '../vendor-http'
import { vendorId } from '../vendor-id'
import { readAmount, readMetadata, refused, type WriteResult } from './actions'
import { badParameter, missingObject } from './errors'
import type { CheckoutSession, PaymentLink, Price, StripeState } from './state'
import { runWrite } from './write'

/**
 * Handles prices, payment links and their checkout sessions.
 * Source: https://docs.stripe.com/api/payment-link, https://docs.stripe.com/api/checkout/sessions
 */
export function routeLinks(state: StripeState, request: VendorRequest, kind: string, id: string) {
  const fields = new URLSearchParams(request.body)
  const write = (
    action: 'price' | 'link' | 'link_update',
    run: (key: string) => WriteResult,
  ): Reply => runWrite({ state, request, action, intent: undefined, run })
  if (kind === 'prices' && request.method === 'POST' && id === '')
    return write('price', (key) => createPrice(fields, key))
  if (kind !== 'payment_links') return undefined
  const host = request.baseUrl
  if (request.method === 'POST' && id === '')
    return write('link', (key) => createLink(state, fields, key, host))
  const link = state.links.get(id)
  if (!link) return missingObject('payment_link', id)
  if (request.method === 'GET') return { status: 200, json: linkObject(state, link, host) }
  return write('link_update', (key) => updateLink(state, fields, key, link, host))
}

/** `GET /v1/checkout/sessions?payment_link=...`, newest first. */
export function listSessions(state: StripeState, request: VendorRequest): Reply | undefined {
  if (request.method !== 'GET') return undefined
  const linkId = request.query.get('payment_link') ?? ''
  if (!state.links.has(linkId)) return missingObject('payment_link', linkId)
  const data = sessionsOf(state, linkId)
    .toReversed()
    .map((session) => ({
      id: session.id,
      object: 'checkout.session',
      livemode: false,
      mode: 'payment',
      payment_intent: session.intentId,
      payment_link: linkId,
      // Stripe reports `unpaid` until the payment intent is captured.
      payment_status: 'unpaid',
      status: 'complete',
    }))
  return {
    status: 200,
    json: { object: 'list', url: '/v1/checkout/sessions', has_more: false, data },
  }
}

function createPrice(fields: URLSearchParams, key: string): WriteResult {
  const currency = (fields.get('currency') ?? '').toLowerCase()
  if (!/^[a-z]{3}$/.test(currency))
    return refused(badParameter('currency', 'Missing required param: currency.'))
  const amount = readAmount(fields.get('unit_amount'), currency)
  if (typeof amount !== 'number') return refused(amount)
  const name = fields.get('product_data[name]') ?? ''
  if (!name) return refused(badParameter('product_data[name]', 'Missing required param.'))
  const price: Price = { id: vendorId('price'), amount, currency, name }
  const json = { id: price.id, object: 'price', unit_amount: amount, currency, active: true }
  return { events: [{ type: 'priced', price, key }], reply: () => ({ status: 200, json }) }
}

function createLink(
  state: StripeState,
  fields: URLSearchParams,
  key: string,
  host: string,
): WriteResult {
  const priceId = fields.get('line_items[0][price]') ?? ''
  if (!state.prices.has(priceId)) return refused(missingObject('price', priceId))
  if (fields.get('line_items[0][quantity]') !== '1')
    return refused(badParameter('line_items', 'The sandbox requires one line with quantity 1.'))
  const limit = Number(fields.get('restrictions[completed_sessions][limit]') ?? Infinity)
  const link: PaymentLink = {
    id: vendorId('plink'),
    priceId,
    isActive: true,
    limit: Number.isInteger(limit) ? limit : null,
    intentMetadata: readMetadata(fields, 'payment_intent_data[metadata]'),
  }
  return {
    events: [{ type: 'linked', link, key }],
    reply: () => ({ status: 200, json: linkObject(state, link, host) }),
  }
}

function updateLink(
  state: StripeState,
  fields: URLSearchParams,
  key: string,
  link: PaymentLink,
  host: string,
): WriteResult {
  const isActive = fields.get('active') !== 'false'
  return {
    events: [{ type: 'link_set', linkId: link.id, isActive, key }],
    reply: () => ({ status: 200, json: linkObject(state, link, host) }),
  }
}

function linkObject(state: StripeState, link: PaymentLink, host: string) {
  const { id, isActive, limit } = link
  const count = sessionsOf(state, id).length
  return {
    id,
    object: 'payment_link',
    active: isActive,
    livemode: false,
    restrictions: limit === null ? null : { completed_sessions: { count, limit } },
    url: `${host}/pay/${id}`,
  }
}

/** Returns the completed checkouts of a link, oldest first. */
export function sessionsOf(state: StripeState, linkId: string): CheckoutSession[] {
  return state.sessions.get(linkId) ?? []
}
