import type { Reply, VendorRequest } from '../vendor-http'
import { stripeError } from './errors'

/** An entry of the gateway's API log. */
type LoggedCall = { at: number; method: string; path: string; status: number }

const MAX_LOGGED_CALLS = 20_000

/** Returns true for a call from the shop's checkout, which keeps working during an outage. */
const isCheckout = ({ method, path }: VendorRequest) =>
  method === 'POST' && path === '/v1/payment_intents'

/**
 * Simulates a gateway outage. `POST /outage` with `is_down=true` or `false` switches the API off and
 * on for all calls but the checkout's; `GET /calls` lists the API calls, rejected ones included. A
 * restart resets both.
 */
export function openOutage() {
  let isDown = false
  const calls: LoggedCall[] = []
  return {
    /** Handles `POST /outage` and `GET /calls`; returns undefined for other requests. */
    control(request: VendorRequest): Reply | undefined {
      if (request.method === 'POST' && request.path === '/outage') {
        isDown = new URLSearchParams(request.body).get('is_down') === 'true'
        return { status: 200, json: { is_down: isDown } }
      }
      if (request.method === 'GET' && request.path === '/calls') return { status: 200, json: calls }
      return undefined
    },
    /** Logs an API call; returns a 503 during an outage, else undefined. */
    refuse(request: VendorRequest): Reply | undefined {
      if (!request.path.startsWith('/v1/') || isCheckout(request)) return undefined
      const status = isDown ? 503 : 200
      calls.push({ at: Date.now(), method: request.method, path: request.path, status })
      if (calls.length > MAX_LOGGED_CALLS) calls.shift()
      if (!isDown) return undefined
      return stripeError(503, { type: 'api_error', message: 'The gateway is unavailable.' })
    },
  }
}
