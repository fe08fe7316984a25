import type { Asked, Reply } from '../exchange'
import { fault } from './answers'

/** A call to the gateway's API, as its own log has it. */
type LoggedCall = { at: number; method: string; path: string; status: number }

const KEPT = 20_000

/** What the shop's checkout asks: orders keep coming in while the gateway is down for us. */
const isCheckout = ({ method, path }: Asked) => method === 'POST' && path === '/v1/payment_intents'

/**
 * Lets the gateway be down for everybody but the checkout: `POST /outage` with `is_down=true` or `false`, and `GET /calls`
 * for what was asked of its API meanwhile, refused calls included. Forgotten at a restart.
 */
export function openOutage() {
  let isDown = false
  const calls: LoggedCall[] = []
  return {
    /** The answer to the switch and the log; undefined for anything else. */
    control(asked: Asked): Reply | undefined {
      if (asked.method === 'POST' && asked.path === '/outage') {
        isDown = new URLSearchParams(asked.body).get('is_down') === 'true'
        return { status: 200, json: { is_down: isDown } }
      }
      if (asked.method === 'GET' && asked.path === '/calls') return { status: 200, json: calls }
      return undefined
    },
    /** What a call to the API is answered while the gateway is down; undefined while it is up. */
    refuse(asked: Asked): Reply | undefined {
      if (!asked.path.startsWith('/v1/') || isCheckout(asked)) return undefined
      const status = isDown ? 503 : 200
      calls.push({ at: Date.now(), method: asked.method, path: asked.path, status })
      if (calls.length > KEPT) calls.shift()
      if (!isDown) return undefined
      return fault(503, { type: 'api_error', message: 'The gateway is out of order.' })
    },
  }
}
