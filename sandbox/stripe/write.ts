import { createHash } from 'node:crypto'
import type { Asked, Reply } from '../exchange'
import { vendorId } from '../vendor-id'
import type { Outcome } from './actions'
import { fault } from './answers'
import { readSentinel, type Sentinel } from './sentinels'
import type { Intent, StripeState } from './state'

export type Write = {
  state: StripeState
  asked: Asked
  action: 'create' | 'capture' | 'cancel' | 'refund' | 'price' | 'link' | 'link_update'
  intent: Intent | undefined
  run: (key: string, sentinel: Sentinel) => Outcome
}

/**
 * Runs a write as Stripe does: the first answer to an idempotency key is stored and given again
 * to the same request, another request under the key is refused, and a failure of the gateway
 * itself stores nothing. Source: https://docs.stripe.com/api/idempotent_requests
 */
export function runWrite({ state, asked, action, intent, run }: Write): Reply {
  const sentinel = readSentinel(intent?.metadata.reference)
  const given = asked.headers['idempotency-key']
  const key = typeof given === 'string' && given !== '' ? given : vendorId('keyless')
  const intentId = intent?.id ?? ''
  const print = fingerprint(asked)
  const before = state.keys.get(key)?.answer
  state.append([{ type: 'asked', key, action, intentId }])
  if (before && before.fingerprint !== print)
    return fault(400, {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests can only be used with the same parameters.',
    })
  if (before)
    return {
      status: before.status,
      json: before.json,
      headers: { 'idempotent-replayed': 'true' },
    }
  if ((state.attempts.get(`${action} ${intentId}`) ?? 0) <= sentinel.outages)
    return fault(503, { type: 'api_error', message: 'The gateway is out of order.' })
  const { events, answer } = run(key, sentinel)
  state.append(events, () => {
    const { status, json } = answer()
    return [{ type: 'answered', key, fingerprint: print, status, json }]
  })
  const stored = state.keys.get(key)?.answer
  if (!stored) throw new Error(`The gateway lost its answer to key ${key}`)
  if (sentinel.hangUpAfterMs !== undefined) return { hangUpAfterMs: sentinel.hangUpAfterMs }
  const { status, json } = stored
  return { status, json, ...(sentinel.delayMs ? { delayMs: sentinel.delayMs } : {}) }
}

function fingerprint(asked: Asked): string {
  return createHash('sha256').update(`${asked.method} ${asked.path}\n${asked.body}`).digest('hex')
}
