import { createHash } from 'node:crypto'
import type { Reply, VendorRequest } from '../vendor-http'
import { vendorId } from '../vendor-id'
import type { WriteResult } from './actions'
import { stripeError } from './errors'
import { readSentinel, type Sentinel } from './sentinels'
import type { Intent, StripeState } from './state'

export type Write = {
  state: StripeState
  request: VendorRequest
  action: 'create' | 'capture' | 'cancel' | 'refund' | 'price' | 'link' | 'link_update'
  intent: Intent | undefined
  run: (key: string, sentinel: Sentinel) => WriteResult
}

/**
 * Runs a write with Stripe's idempotency rules: the first reply under a key is stored and replayed
 * for the same request, a different request under the key is rejected, and a gateway failure stores
 * nothing. Source: https://docs.stripe.com/api/idempotent_requests
 */
export function runWrite({ state, request, action, intent, run }: Write): Reply {
  const sentinel = readSentinel(intent?.metadata.reference)
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' && header !== '' ? header : vendorId('keyless')
  const intentId = intent?.id ?? ''
  const requestFingerprint = fingerprint(request)
  const earlier = state.keys.get(key)?.reply
  state.append([{ type: 'asked', key, action, intentId }])
  if (earlier && earlier.fingerprint !== requestFingerprint)
    return stripeError(400, {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests can only be used with the same parameters.',
    })
  if (earlier)
    return {
      status: earlier.status,
      json: earlier.json,
      headers: { 'idempotent-replayed': 'true' },
    }
  if ((state.attempts.get(`${action} ${intentId}`) ?? 0) <= sentinel.outages)
    return stripeError(503, { type: 'api_error', message: 'The gateway is unavailable.' })
  const { events, reply } = run(key, sentinel)
  state.append(events, () => {
    const { status, json } = reply()
    return [{ type: 'answered', key, fingerprint: requestFingerprint, status, json }]
  })
  const stored = state.keys.get(key)?.reply
  if (!stored) throw new Error(`The gateway lost its reply to key ${key}`)
  if (sentinel.hangUpAfterMs !== undefined) return { hangUpAfterMs: sentinel.hangUpAfterMs }
  const { status, json } = stored
  return { status, json, ...(sentinel.delayMs ? { delayMs: sentinel.delayMs } : {}) }
}

function fingerprint(request: VendorRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.path}\n${request.body}`)
    .digest('hex')
}
