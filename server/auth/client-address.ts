import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Carries the address of the connection from the HTTP server to the route handlers. */
const PEER_HEADER = 'x-aftercart-peer'

const holder = globalThis as typeof globalThis & { aftercartStampsPeers?: boolean }

/**
 * Writes the address at the other end of each connection into a header of its request, over
 * whatever the caller wrote there. Route handlers see headers only, and Next fills in
 * `x-forwarded-for` only where the caller sent none, so nothing else tells the real address.
 */
export function stampPeerAddresses(): void {
  if (holder.aftercartStampsPeers) return
  holder.aftercartStampsPeers = true
  // https://nodejs.org/api/diagnostics_channel.html#http: published before anybody reads it.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  })
}

/**
 * The network address a request comes from, as limits count it: IPv4 as it is, IPv6 by its /64
 * (one household), '' when it cannot be told. `trustedProxies` reverse proxies of one's own in
 * front each added the address they saw to the end of `x-forwarded-for`; what stands before that
 * came from the caller and is not believed. On Vercel the platform says it.
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

/** The first four groups of an IPv6 address, written out. */
function network64(address: string): string {
  // The URL standard writes an address one way only, with an embedded IPv4 as two groups.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'))
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')]
  const missing = tail === undefined ? 0 : 8 - start.length - end.length
  return [...start, ...Array<string>(missing).fill('0'), ...end].slice(0, 4).join(':')
}
