import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Header that passes the connection's address from the HTTP server to route handlers. */
const PEER_HEADER = 'x-aftercart-peer'

const holder = globalThis as typeof globalThis & { aftercartStampsPeers?: boolean }

/**
 * Stores each connection's remote address in a request header, overwriting any value from the caller.
 * Route handlers see only headers, and Next sets `x-forwarded-for` only when the caller sent none, so
 * no other header is trustworthy.
 */
export function stampPeerAddresses(): void {
  if (holder.aftercartStampsPeers) return
  holder.aftercartStampsPeers = true
  // https://nodejs.org/api/diagnostics_channel.html#http: published before the request is handled.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  })
}

/**
 * Returns the network address that rate limits count a request by: the IPv4 address, the /64 of an
 * IPv6 address (one household), or '' when unknown. Each of the `trustedProxies` reverse proxies in
 * front appended the address it saw to `x-forwarded-for`; earlier entries came from the caller and are
 * ignored. On Vercel the platform sets the header.
 */
export function clientAddress(
  headers: Headers,
  { trustedProxies, isVercel }: { trustedProxies: number; isVercel: boolean },
): string {
  // https://vercel.com/docs/headers/request-headers: set by the platform, not by the caller.
  if (isVercel) return plainAddress(headers.get('x-vercel-forwarded-for') ?? '')
  const peer = headers.get(PEER_HEADER) ?? ''
  if (trustedProxies === 0 || peer === '') return plainAddress(peer)
  const hops = [...(headers.get('x-forwarded-for') ?? '').split(','), peer]
  return plainAddress(hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? '')
}

function plainAddress(text: string): string {
  const address = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  const version = isIP(address)
  if (version === 4) return address
  return version === 6 ? `${network64(address)}::/64` : ''
}

/** Returns the first four groups of an IPv6 address, expanded. */
function network64(address: string): string {
  // The URL standard has one canonical form, with an embedded IPv4 address as two groups.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')]
  const missing = tail === undefined ? 0 : 8 - start.length - end.length
  return [...start, ...Array<string>(missing).fill('0'), ...end].slice(0, 4).join(':')
}
