import { createHmac } from 'node:crypto'
import { lookup as resolve } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { isInternalAddress } from './internal-address'

export type AlertChannelTarget = {
  url: string
  /** Signs the request. */
  secret: string
  /** In the sandbox: plain http to this machine. */
  mayBeInternal: boolean
}

const TIMEOUT_MS = 10_000

/** Why a URL cannot be a target, in a sentence; undefined when it can. */
export function problemWithUrl(url: string, mayBeInternal: boolean): string | undefined {
  if (!URL.canParse(url)) return 'That is no address.'
  const { protocol, hostname, username, password } = new URL(url)
  if (username || password) return 'The address must not hold a password.'
  if (mayBeInternal) return /^https?:$/.test(protocol) ? undefined : 'It has to be http or https.'
  if (protocol !== 'https:') return 'It has to be https.'
  const host = hostname.replace(/^\[|\]$/g, '')
  const isInternal = isIP(host) > 0 ? isInternalAddress(host) : !host.includes('.')
  return isInternal ? 'It has to be an address on the internet.' : undefined
}

/**
 * Posts JSON to a URL that somebody of the staff gave. `X-Aftercart-Signature` is
 * `t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hexadecimal>`, `X-Aftercart-Delivery` the same for
 * every repeat. The name is resolved and checked for the very connection that is made, so that
 * it cannot point elsewhere a moment later; redirects are not followed.
 */
export function postAlert(
  target: AlertChannelTarget,
  { body, messageId, now }: { body: string; messageId: string; now: Date },
): Promise<VendorOutcome<{ status: number }>> {
  const problem = problemWithUrl(target.url, target.mayBeInternal)
  if (problem) return Promise.resolve({ outcome: 'refused', code: 'url', message: problem })
  const url = new URL(target.url)
  const seconds = Math.floor(now.getTime() / 1000)
  const signature = createHmac('sha256', target.secret).update(`${seconds}.${body}`).digest('hex')
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((done) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Aftercart',
        'x-aftercart-delivery': messageId,
        'x-aftercart-signature': `t=${seconds},v1=${signature}`,
      },
      ...(target.mayBeInternal ? {} : { lookup: lookupOutside }),
    })
    request.on('response', (response) => {
      response.resume()
      done(sortStatus(response.statusCode ?? 0, url.host))
    })
    request.on('error', (error) => done({ outcome: 'unavailable', message: words(error, url) }))
    request.end(body)
  })
}

/** Resolves a name to addresses on the internet only. */
const lookupOutside: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0)
    const addresses = Array.isArray(found) ? found : []
    const inner = addresses.find(({ address }) => isInternalAddress(address))
    const [first] = addresses
    if (inner || !first) {
      const refusal = Object.assign(new Error('internal'), { code: 'EINTERNAL' })
      return callback(refusal, '', 0)
    }
    if (options.all) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

function sortStatus(status: number, host: string): VendorOutcome<{ status: number }> {
  if (status >= 200 && status < 300) return { outcome: 'ok', value: { status } }
  const message = `${host} answered ${status}`
  const isOver = status >= 300 && status < 500 && status !== 408 && status !== 429
  return isOver
    ? { outcome: 'refused', code: String(status), message }
    : { outcome: 'unavailable', message }
}

function words(error: Error & { code?: string }, { host }: URL): string {
  if (error.code === 'EINTERNAL') return `${host} is no address on the internet`
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `${host} did not answer in time`
  return `${host} cannot be reached (${error.code ?? error.name})`
}
