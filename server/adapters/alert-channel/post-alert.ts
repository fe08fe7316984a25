import { createHmac } from 'node:crypto'
import { lookup as resolve } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { isInternalAddress } from './internal-address'

export type AlertChannelTarget = {
  url: string
  /** The HMAC key of the signature. */
  secret: string
  /** Allows plain HTTP and internal addresses. True only in the sandbox. */
  mayBeInternal: boolean
}

const TIMEOUT_MS = 10_000

/** Returns the error message for a URL that alerts cannot be sent to; undefined if it is valid. */
export function problemWithUrl(url: string, mayBeInternal: boolean): string | undefined {
  if (!URL.canParse(url)) return 'Enter a valid URL.'
  const { protocol, hostname, username, password } = new URL(url)
  if (username || password) return "The URL can't contain a username or password."
  if (mayBeInternal)
    return /^https?:$/.test(protocol) ? undefined : 'The URL must start with http:// or https://.'
  if (protocol !== 'https:') return 'The URL must start with https://.'
  const host = hostname.replace(/^\[|\]$/g, '')
  const isInternal = isIP(host) > 0 ? isInternalAddress(host) : !host.includes('.')
  return isInternal ? 'The URL must point to a public internet address.' : undefined
}

/**
 * Posts JSON to a URL that a staff member configured. `X-Aftercart-Signature` is
 * `t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hexadecimal>`; `X-Aftercart-Delivery` is the same
 * for every attempt. The host's IP address is checked during the connection's own DNS lookup, so
 * DNS rebinding cannot redirect it. Redirects are not followed.
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
      ...(target.mayBeInternal ? {} : { lookup: lookupPublic }),
    })
    request.on('response', (response) => {
      response.resume()
      done(classifyStatus(response.statusCode ?? 0, url.host))
    })
    request.on('error', (error) =>
      done({ outcome: 'unavailable', message: describeError(error, url) }),
    )
    request.end(body)
  })
}

/** Resolves a host name; fails if any of its addresses is internal. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (lookupError, found) => {
    if (lookupError) return callback(lookupError, '', 0)
    const addresses = Array.isArray(found) ? found : []
    const internal = addresses.find(({ address }) => isInternalAddress(address))
    const [first] = addresses
    if (internal || !first) {
      const error = Object.assign(new Error('internal'), { code: 'EINTERNAL' })
      return callback(error, '', 0)
    }
    if (options.all) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

function classifyStatus(status: number, host: string): VendorOutcome<{ status: number }> {
  if (status >= 200 && status < 300) return { outcome: 'ok', value: { status } }
  const message = `${host} returned HTTP ${status}`
  const isPermanent = status >= 300 && status < 500 && status !== 408 && status !== 429
  return isPermanent
    ? { outcome: 'refused', code: String(status), message }
    : { outcome: 'unavailable', message }
}

function describeError(error: Error & { code?: string }, { host }: URL): string {
  if (error.code === 'EINTERNAL') return `${host} is not a public internet address`
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `The request to ${host} timed out`
  return `Couldn't connect to ${host} (${error.code ?? error.name})`
}
