import type { Asked, Reply, Vendor } from '../exchange'
import { cancelIntent, captureIntent, createIntent, createRefund, wantsCharge } from './actions'
import { badParameter, fault, missingObject } from './answers'
import { ledger } from './ledger'
import { intentObject, refundObject } from './objects'
import { openOutage } from './outage'
import { payPage } from './pay-page'
import { listSessions, routeLinks } from './payment-links'
import { readSentinel } from './sentinels'
import { type Intent, openStripeState, type StripeState } from './state'
import { runWrite } from './write'

/** A stand-in for Stripe's API: payment intents with manual capture, refunds, payment links, idempotency keys. */
export function openGateway(folder: string): { vendor: Vendor; close(): void } {
  const state = openStripeState(folder)
  const outage = openOutage()
  return {
    vendor: (asked) => outage.control(asked) ?? outage.refuse(asked) ?? route(state, asked),
    close: state.close,
  }
}

function route(state: StripeState, asked: Asked): Reply | undefined {
  const { method, path } = asked
  if (method === 'GET' && path === '/ledger') return { status: 200, json: ledger(state) }
  if (!path.startsWith('/v1/')) return payPage(state, asked)
  if (!/^Bearer \S+$/.test(asked.headers.authorization ?? ''))
    return fault(401, {
      type: 'invalid_request_error',
      message: 'You did not provide an API key.',
    })
  const [, , kind, id = '', action = ''] = path.split('/').map(decodeURIComponent)
  if (kind === 'payment_intents') return routeIntent(state, asked, id, action)
  if (kind === 'refunds') return routeRefund(state, asked, id)
  if (kind === 'checkout' && id === 'sessions') return listSessions(state, asked)
  return routeLinks(state, asked, kind ?? '', id)
}

function routeIntent(
  state: StripeState,
  asked: Asked,
  id: string,
  action: string,
): Reply | undefined {
  const fields = new URLSearchParams(asked.body)
  const now = Math.floor(Date.now() / 1000)
  if (asked.method === 'POST' && id === '')
    return runWrite({
      state,
      asked,
      action: 'create',
      intent: undefined,
      run: (key) => createIntent({ state, fields, key, now }),
    })
  const intent = state.intents.get(id)
  if (!intent) return missingObject('payment_intent', id)
  if (asked.method === 'GET' && action === '')
    return (
      hide(state, 'look_up', intent, intent.received > 0) ?? {
        status: 200,
        json: intentObject(state, intent, wantsCharge(asked.query)),
      }
    )
  if (asked.method !== 'POST') return undefined
  if (action === 'capture')
    return runWrite({
      state,
      asked,
      action,
      intent,
      run: (key, sentinel) => captureIntent({ state, fields, key, now }, intent, sentinel),
    })
  if (action === 'cancel')
    return runWrite({
      state,
      asked,
      action,
      intent,
      run: (key) => cancelIntent({ state, fields, key, now }, intent),
    })
  return undefined
}

function routeRefund(state: StripeState, asked: Asked, id: string): Reply | undefined {
  if (asked.method === 'GET') return id === '' ? listRefunds(state, asked) : undefined
  if (asked.method !== 'POST' || id !== '') return undefined
  const fields = new URLSearchParams(asked.body)
  const intentId = fields.get('payment_intent') ?? ''
  const intent = state.intents.get(intentId)
  if (!intent) return missingObject('payment_intent', intentId)
  const now = Math.floor(Date.now() / 1000)
  return runWrite({
    state,
    asked,
    action: 'refund',
    intent,
    run: (key, sentinel) => createRefund({ state, fields, key, now }, intent, sentinel),
  })
}

/** `GET /v1/refunds?payment_intent=...`, newest first. */
function listRefunds(state: StripeState, asked: Asked): Reply {
  const intentId = asked.query.get('payment_intent') ?? ''
  const intent = state.intents.get(intentId)
  if (!intent) return missingObject('payment_intent', intentId)
  const hidden = hide(state, 'look_up_refund', intent, state.refunds.has(intentId))
  if (hidden) return hidden
  const limit = Number(asked.query.get('limit') ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return badParameter('limit', 'This value must be between 1 and 100.')
  const all = [...(state.refunds.get(intentId) ?? [])].reverse()
  const after = asked.query.get('starting_after')
  const start = after === null ? 0 : all.findIndex((refund) => refund.id === after) + 1
  const shown = all.slice(start, start + limit)
  return {
    status: 200,
    json: {
      object: 'list',
      url: '/v1/refunds',
      has_more: start + limit < all.length,
      data: shown.map((refund) => refundObject(refund, intent)),
    },
  }
}

/** Some payments cannot be looked up for a while after something was done with them. */
function hide(
  state: StripeState,
  look: 'look_up' | 'look_up_refund',
  { id: intentId, metadata }: Intent,
  isDone: boolean,
): Reply | undefined {
  const { hiddenLooks } = readSentinel(metadata.reference)
  if (!isDone || (state.attempts.get(`${look} ${intentId}`) ?? 0) >= hiddenLooks) return undefined
  state.append([{ type: 'hidden', look, intentId }])
  return fault(503, { type: 'api_error', message: 'Payments cannot be looked up now.' })
}
