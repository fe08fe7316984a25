import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startBrokenVendor } from '@/test/support/sandbox'
import { type HttpRequest, requestJson } from './http'
import { type HttpExchange, recordVendorCalls } from './vendor-journal'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function ask(listener: RequestListener, request: Partial<HttpRequest> = {}) {
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

const answering =
  (status: number, headers: Record<string, string>, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

describe('what an answer comes to', () => {
  test('JSON under 500 goes to the adapter, refusals too', async () => {
    expect(await ask(answering(200, JSON_TYPE, '{"a":1}'))).toEqual({
      outcome: 'ok',
      value: { status: 200, body: { a: 1 } },
    })
    expect(await ask(answering(422, JSON_TYPE, '{"error":"no"}'))).toEqual({
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
  ])('%i %o: a write is unknown, a read can be repeated', async (status, headers, body) => {
    expect(await ask(answering(status, headers, body))).toMatchObject({ outcome: 'unknown' })
    expect(await ask(answering(status, headers, body), { isSafe: true })).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('an answer that was cut off on its way', async () => {
    const cut: RequestListener = (_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' })
      response.write('{"id":"pi_1"', () => response.destroy())
    }
    expect(await ask(cut)).toMatchObject({ outcome: 'unknown' })
    expect(await ask(cut, { isSafe: true })).toMatchObject({ outcome: 'unavailable' })
  })

  test('429 and 503 were not done, and say when to come back', async () => {
    expect(await ask(answering(429, { 'retry-after': '7' }, ''))).toMatchObject({
      outcome: 'unavailable',
      retryAfterSeconds: 7,
    })
    const at = new Date(Date.now() + 90_000).toUTCString()
    const answer = await ask(answering(503, { 'retry-after': at }, ''))
    expect(answer).toMatchObject({ outcome: 'unavailable' })
    const seconds = 'retryAfterSeconds' in answer ? (answer.retryAfterSeconds ?? 0) : 0
    expect(seconds).toBeGreaterThan(80)
    expect(seconds).toBeLessThanOrEqual(91)
    expect(await ask(answering(503, { 'retry-after': 'soon' }, ''))).not.toHaveProperty(
      'retryAfterSeconds',
    )
  })

  test('a key that is not accepted and a redirect were not done', async () => {
    expect(await ask(answering(401, JSON_TYPE, '{}'))).toMatchObject({ outcome: 'unavailable' })
    expect(await ask(answering(403, {}, ''))).toMatchObject({ outcome: 'unavailable' })
    expect(await ask(answering(302, { location: 'https://example.com' }, ''))).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('silence', async () => {
    const silent: RequestListener = () => {}
    expect(await ask(silent, { timeoutMs: 50 })).toMatchObject({ outcome: 'unknown' })
    expect(await ask(silent, { timeoutMs: 50, isSafe: true })).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('silence in the middle of an answer', async () => {
    const stuck: RequestListener = (_request, response) => {
      response.writeHead(200, JSON_TYPE)
      response.write('{"id":')
    }
    expect(await ask(stuck, { timeoutMs: 100 })).toMatchObject({ outcome: 'unknown' })
  })

  test.each([
    ['heard', true],
    ['unheard', false],
  ])('an answer without an end that says nothing to us, %s', async (_, isListened) => {
    let closed = 0
    const endless: RequestListener = (request, response) => {
      request.socket.on('close', () => closed++)
      response.writeHead(503)
      response.write('for ever')
    }
    const exchanges: HttpExchange[] = []
    const answer = isListened
      ? await recordVendorCalls(exchanges, () => ask(endless))
      : await ask(endless)
    expect(answer).toMatchObject({ outcome: 'unavailable' })
    expect(exchanges.map(({ answerText }) => answerText)).toEqual(isListened ? ['for ever'] : [])
    await vi.waitFor(() => expect(closed).toBe(1))
  })

  test('nobody there', async () => {
    const gone = await startBrokenVendor(() => {})
    await gone.stop()
    const { url } = gone
    const answer = await requestJson({ method: 'POST', url, headers: {}, isSafe: false })
    expect(answer).toMatchObject({ outcome: 'unavailable' })
    const nowhere = await requestJson({
      method: 'POST',
      url: 'http://vendor.invalid/',
      headers: {},
      isSafe: false,
    })
    expect(nowhere).toMatchObject({ outcome: 'unavailable' })
  })

  test('no message tells a secret', async () => {
    const answers = [
      await ask(answering(500, {}, 's3cret')),
      await ask(answering(200, JSON_TYPE, 's3cret')),
      await ask((_request, response) => response.destroy()),
      await ask(answering(401, {}, 's3cret')),
    ]
    expect(JSON.stringify(answers)).not.toContain('s3cret')
    expect(answers.every((answer) => answer.outcome !== 'ok')).toBe(true)
  })

  test('a header that cannot be sent is a fault of ours', async () => {
    await expect(
      ask(answering(200, JSON_TYPE, '{}'), { headers: { authorization: 'a\nb' } }),
    ).rejects.toThrow(TypeError)
  })
})
