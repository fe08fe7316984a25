import { createHmac } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startBrokenVendor } from '@/test/support/sandbox'
import { isInternalAddress } from './internal-address'
import { postAlert, problemWithUrl } from './post-alert'

const MESSAGE = { body: '{"text":"Héllo"}', messageId: 'd-1', now: new Date(1_795_000_000_000) }

test('the request is signed over its time and body', async () => {
  const received: { body: string; signature: string; messageId: string }[] = []
  const vendor = await startBrokenVendor(async (request, response) => {
    const { headers } = request
    received.push({
      body: await text(request),
      signature: String(headers['x-aftercart-signature']),
      messageId: String(headers['x-aftercart-delivery']),
    })
    response.end('ok')
  })
  const target = { url: vendor.url, secret: 'whsec', mayBeInternal: true }
  expect(await postAlert(target, MESSAGE)).toEqual({ outcome: 'ok', value: { status: 200 } })
  const mac = createHmac('sha256', 'whsec').update(`1795000000.${MESSAGE.body}`).digest('hex')
  expect(received).toEqual([
    { body: MESSAGE.body, signature: `t=1795000000,v1=${mac}`, messageId: 'd-1' },
  ])
  await vendor.stop()
})

test.each([
  [500, 'unavailable'],
  [429, 'unavailable'],
  [404, 'refused'],
  [302, 'refused'],
])('HTTP %d is %s, and redirects are not followed', async (status, outcome) => {
  let calls = 0
  const vendor = await startBrokenVendor((_, response) => {
    calls += 1
    response.writeHead(status, { location: '/elsewhere' }).end()
  })
  const target = { url: vendor.url, secret: 'whsec', mayBeInternal: true }
  expect(await postAlert(target, MESSAGE)).toMatchObject({ outcome })
  expect(calls).toBe(1)
  await vendor.stop()
})

test.each([
  'http://hooks.example.com/x',
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://169.254.169.254/latest',
  'https://10.1.2.3/x',
  'https://localhost/x',
  'https://me:pw@hooks.example.com/x',
  'ftp://hooks.example.com',
  'nothing',
])('%s is rejected outside the sandbox', async (url) => {
  expect(problemWithUrl(url, false)).toMatch(/\.$/)
  const result = await postAlert({ url, secret: 's', mayBeInternal: false }, MESSAGE)
  expect(result).toMatchObject({ outcome: 'refused', code: 'url' })
})

test('a host name that resolves to an internal address is rejected when connecting', async () => {
  // Every system resolves *.localhost to the loopback address.
  const target = { url: 'https://inner.localhost/x', secret: 's', mayBeInternal: false }
  expect(await postAlert(target, MESSAGE)).toMatchObject({ outcome: 'unavailable' })
})

test.each([
  ['8.8.8.8', false],
  ['2606:4700::1111', false],
  ['192.168.1.1', true],
  ['fd00::1', true],
  ['::ffff:8.8.8.8', false],
  ['::ffff:7f00:1', true],
  ['not an address', true],
])('%s is internal: %s', (address, isInternal) => {
  expect(isInternalAddress(address)).toBe(isInternal)
})
