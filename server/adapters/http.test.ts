import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startBrokenVendor } from '@/test/support/sandbox'
import { type HttpRequest, requestJson } from './http'
import { type HttpExchange, recordVendorCalls } from './vendor-journal'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function send(listener: RequestListener, request: Partial<HttpRequest> = {}) {
  const vendor = await startBrokenVendor(listener)
  stops.push(vendor.stop)
  return requestJson({
    method: 'POST',
    url: `${vendor.url}/v1/things?secret=s3cret`,
    headers: { authorization: 'Bearer s3cret' },
    body: 's3cret',
    isSafe: false,
    ...request,
  })
}

const respondWith =
  (status: number, headers: Record<string, string>, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

describe('the outcome of a response', () => {
  test('JSON with a status under 500 goes to the adapter, rejections included', async () => {
    expect(await send(respondWith(200, JSON_TYPE, '{"a":1}'))).toEqual({
      outcome: 'ok',
      value: { status: 200, body: { a: 1 } },
    })
    expect(await send(respondWith(422, JSON_TYPE, '{"error":"no"}'))).toEqual({
      outcome: 'ok',
      value: { status: 422, body: { error: 'no' } },
    })
  })

  test.each([
    [502, { 'content-type': 'text/html' }, '<h1>Bad gateway</h1>'],
    [500, JSON_TYPE, '{"error":"oops"}'],
    [408, JSON_TYPE, '{}'],
    [200, { 'content-type': 'text/html' }, '<h1>Log in to the Wi-Fi</h1>'],
    [404, { 'content-type': 'text/html' }, '<h1>Not found</h1>'],
    [200, JSON_TYPE, '{"id":"pi_1","stat'],
    [200, JSON_TYPE, `"${'x'.repeat(2_000_001)}"`],
  ])('%i %o: unknown for a write, unavailable for a read', async (status, headers, body) => {
    expect(await send(respondWith(status, headers, body))).toMatchObject({ outcome: 'unknown' })
    expect(await send(respondWith(status, headers, body), { isSafe: true })).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('a truncated response', async () => {
    const truncated: RequestListener = (_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' })
      response.write('{"id":"pi_1"', () => response.destroy())
    }
    expect(await send(truncated)).toMatchObject({ outcome: 'unknown' })
    expect(await send(truncated, { isSafe: true })).toMatchObject({ outcome: 'unavailable' })
  })

  test('429 and 503 are unavailable and keep Retry-After', async () => {
    expect(await send(respondWith(429, { 'retry-after': '7' }, ''))).toMatchObject({
      outcome: 'unavailable',
      retryAfterSeconds: 7,
    })
    const at = new Date(Date.now() + 90_000).toUTCString()
    const result = await send(respondWith(503, { 'retry-after': at }, ''))
    expect(result).toMatchObject({ outcome: 'unavailable' })
    const seconds = 'retryAfterSeconds' in result ? (result.retryAfterSeconds ?? 0) : 0
    expect(seconds).toBeGreaterThan(80)
    expect(seconds).toBeLessThanOrEqual(91)
    expect(await send(respondWith(503, { 'retry-after': 'soon' }, ''))).not.toHaveProperty(
      'retryAfterSeconds',
    )
  })

  test('a rejected key and a redirect are unavailable', async () => {
    expect(await send(respondWith(401, JSON_TYPE, '{}'))).toMatchObject({ outcome: 'unavailable' })
    expect(await send(respondWith(403, {}, ''))).toMatchObject({ outcome: 'unavailable' })
    expect(await send(respondWith(302, { location: 'https://example.com' }, ''))).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('no response before the timeout', async () => {
    const silent: RequestListener = () => {}
    expect(await send(silent, { timeoutMs: 50 })).toMatchObject({ outcome: 'unknown' })
    expect(await send(silent, { timeoutMs: 50, isSafe: true })).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('a timeout in the middle of a response', async () => {
    const stuck: RequestListener = (_request, response) => {
      response.writeHead(200, JSON_TYPE)
      response.write('{"id":')
    }
    expect(await send(stuck, { timeoutMs: 100 })).toMatchObject({ outcome: 'unknown' })
  })

  test.each([
    ['while recording', true],
    ['without recording', false],
  ])('an endless body is discarded, %s', async (_, isRecorded) => {
    let closed = 0
    const endless: RequestListener = (request, response) => {
      request.socket.on('close', () => closed++)
      response.writeHead(503)
      response.write('for ever')
    }
    const exchanges: HttpExchange[] = []
    const result = isRecorded
      ? await recordVendorCalls(exchanges, () => send(endless))
      : await send(endless)
    expect(result).toMatchObject({ outcome: 'unavailable' })
    expect(exchanges.map(({ responseText }) => responseText)).toEqual(
      isRecorded ? ['for ever'] : [],
    )
    await vi.waitFor(() => expect(closed).toBe(1))
  })

  test('no server', async () => {
    const stopped = await startBrokenVendor(() => {})
    await stopped.stop()
    const { url } = stopped
    const result = await requestJson({ method: 'POST', url, headers: {}, isSafe: false })
    expect(result).toMatchObject({ outcome: 'unavailable' })
    const unresolved = await requestJson({
      method: 'POST',
      url: 'http://vendor.invalid/',
      headers: {},
      isSafe: false,
    })
    expect(unresolved).toMatchObject({ outcome: 'unavailable' })
  })

  test('no message contains a secret', async () => {
    const results = [
      await send(respondWith(500, {}, 's3cret')),
      await send(respondWith(200, JSON_TYPE, 's3cret')),
      await send((_request, response) => response.destroy()),
      await send(respondWith(401, {}, 's3cret')),
    ]
    expect(JSON.stringify(results)).not.toContain('s3cret')
    expect(results.every((result) => result.outcome !== 'ok')).toBe(true)
  })

  test('a malformed header throws', async () => {
    await expect(
      send(respondWith(200, JSON_TYPE, '{}'), { headers: { authorization: 'a\nb' } }),
    ).rejects.toThrow(TypeError)
  })
})
