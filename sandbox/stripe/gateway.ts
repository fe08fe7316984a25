import type { Reply, Vendor, VendorRequest } from '../vendor-http'
import { cancelIntent, captureIntent, createIntent, createRefund, wantsCharge } from './actions'
import { badParameter, missingObject, stripeError } from './errors'
import { ledger } from './ledger'
import { intentObject, refundObject } from './objects'
import { openOutage } from './outage'
import { payPage } from './pay-page'
import { listSessions, routeLinks } from './payment-links'
import { readSentinel } from './sentinels'
import { type Intent, openStripeState, type StripeState } from './state'
import { runWrite } from './write'

/** Opens a sandbox for Stripe's API: payment intents, refunds, payment links, idempotency keys. */
export function openGateway(folder: string): { vendor: Vendor; close(): void } {
  const state = openStripeState(folder)
  const outage = openOutage()
  return {
    vendor: (request) => outage.control(request) ?? outage.refuse(request) ?? route(state, request),
    close: state.close,
  }
}

function route(state: StripeState, request: VendorRequest): Reply | undefined {
  const { method, path } = request
  if (method === 'GET' && path === '/ledger') return { status: 200, json: ledger(state) }
  if (!path.startsWith('/v1/')) return payPage(state, request)
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? ''))
    return stripeError(401, {
      type: 'invalid_request_error',
      message: 'You did not provide an API key.',
    })
  const [, , kind, id = '', action = ''] = path.split('/').map(decodeURIComponent)
  if (kind === 'payment_intents') return routeIntent(state, request, id, action)
  if (kind === 'refunds') return routeRefund(state, request, id)
  if (kind === 'checkout' && id === 'sessions') return listSessions(state, request)
  return routeLinks(state, request, kind ?? '', id)
}

function routeIntent(
  state: StripeState,
  request: VendorRequest,
  id: string,
  action: string,
): Reply | undefined {
  const fields = new URLSearchParams(request.body)
  const now = Math.floor(Date.now() / 1000)
  if (request.method === 'POST' && id === '')
    return runWrite({
      state,
      request,
      action: 'create',
      intent: undefined,
      run: (key) => createIntent({ state, fields, key, now }),
    })
  const intent = state.intents.get(id)
  if (!intent) return missingObject('payment_intent', id)
  if (request.method === 'GET' && action === '')
    return (
      failLookup(state, 'look_up', intent, intent.received > 0) ?? {
        status: 200,
        json: intentObject(state, intent, wantsCharge(request.query)),
      }
    )
  return request.method === 'POST' ? writeIntent(state, request, intent, action) : undefined
}

function writeIntent(
  state: StripeState,
  request: VendorRequest,
  intent: Intent,
  action: string,
): Reply | undefined {
  const fields = new URLSearchParams(request.body)
  const now = Math.floor(Date.now() / 1000)
  if (action === 'capture')
    return runWrite({
      state,
      request,
      action,
      intent,
      run: (key, sentinel) => captureIntent({ state, fields, key, now }, intent, sentinel),
    })
  if (action === 'cancel')
    return runWrite({
      state,
      request,
      action,
      intent,
      run: (key) => cancelIntent({ state, fields, key, now }, intent),
    })
  return undefined
}

function routeRefund(state: StripeState, request: VendorRequest, id: string): Reply | undefined {
  if (request.method === 'GET') return id === '' ? listRefunds(state, request) : undefined
  if (request.method !== 'POST' || id !== '') return undefined
  const fields = new URLSearchParams(request.body)
  const intentId = fields.get('payment_intent') ?? ''
  const intent = state.intents.get(intentId)
  if (!intent) return missingObject('payment_intent', intentId)
  const now = Math.floor(Date.now() / 1000)
  return runWrite({
    state,
    request,
    action: 'refund',
    intent,
    run: (key, sentinel) => createRefund({ state, fields, key, now }, intent, sentinel),
  })
}

/** `GET /v1/refunds?payment_intent=...`, newest first. */
function listRefunds(state: StripeState, request: VendorRequest): Reply {
  const intentId = request.query.get('payment_intent') ?? ''
  const intent = state.intents.get(intentId)
  if (!intent) return missingObject('payment_intent', intentId)
  const failedLookup = failLookup(state, 'look_up_refund', intent, state.refunds.has(intentId))
  if (failedLookup) return failedLookup
  const limit = Number(request.query.get('limit') ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return badParameter('limit', 'This value must be between 1 and 100.')
  const all = [...(state.refunds.get(intentId) ?? [])].reverse()
  const after = request.query.get('starting_after')
  const start = after === null ? 0 : all.findIndex((refund) => refund.id === after) + 1
  const pageItems = all.slice(start, start + limit)
  return {
    status: 200,
    json: {
      object: 'list',
      url: '/v1/refunds',
      has_more: start + limit < all.length,
      data: pageItems.map((refund) => refundObject(refund, intent)),
    },
  }
}

/** Returns a 503 for the first lookups after a write, if the payment's sentinel asks for it. */
function failLookup(
  state: StripeState,
  lookup: 'look_up' | 'look_up_refund',
  { id: intentId, metadata }: Intent,
  isDone: boolean,
): Reply | undefined {
  const { failedLookups } = readSentinel(metadata.reference)
  if (!isDone || (state.attempts.get(`${lookup} ${intentId}`) ?? 0) >= failedLookups)
    return undefined
  state.append([{ type: 'hidden', look: lookup, intentId }])
  return stripeError(503, { type: 'api_error', message: 'Payments cannot be looked up right now.' })
}
