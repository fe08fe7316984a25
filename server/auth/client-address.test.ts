import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddress, stampPeerAddresses } from './client-address'

const from = (headers: Record<string, string>, trustedProxies = 0, isVercel = false) =>
  clientAddress(new Headers(headers), { trustedProxies, isVercel })

test('without a trusted proxy only the connection counts', () => {
  const spoofed = { 'x-forwarded-for': '198.51.100.1', 'x-real-ip': '198.51.100.2' }
  expect(from({ 'x-aftercart-peer': '203.0.113.7', ...spoofed })).toBe('203.0.113.7')
  expect(from(spoofed)).toBe('')
})

test.each([
  [1, '198.51.100.1', '198.51.100.1'],
  [1, '10.0.0.1, 198.51.100.1', '198.51.100.1'],
  [2, '10.0.0.1, 198.51.100.1, 192.0.2.1', '198.51.100.1'],
  [2, '198.51.100.1', '198.51.100.1'],
  [1, '198.51.100.1:5123', '198.51.100.1'],
  [1, '[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2::/64'],
  [1, 'unknown', ''],
])('behind %i proxies, "%s" comes from %s', (proxies, forwarded, address) => {
  const headers = { 'x-aftercart-peer': '192.0.2.9', 'x-forwarded-for': forwarded }
  expect(from(headers, proxies)).toBe(address)
})

test("on Vercel the platform's header counts", () => {
  const headers = { 'x-vercel-forwarded-for': '203.0.113.7', 'x-aftercart-peer': '127.0.0.1' }
  expect(from(headers, 0, true)).toBe('203.0.113.7')
})

test.each([
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['not an address', ''],
])('%s counts as %s', (peer, address) => {
  expect(from({ 'x-aftercart-peer': peer })).toBe(address)
})

test('a connection address overwrites the claim of the caller', async () => {
  stampPeerAddresses()
  const server = createServer((request, response) =>
    response.end(from({ 'x-aftercart-peer': String(request.headers['x-aftercart-peer']) })),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const headers = { 'X-Aftercart-Peer': '198.51.100.1' }
  const answer = await fetch(`http://127.0.0.1:${port}`, { headers })
  expect(await answer.text()).toBe('127.0.0.1')
  await new Promise((done) => server.close(done))
})
