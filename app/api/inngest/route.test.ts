import { createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import { NextRequest } from 'next/server'
import { beforeAll, expect, test, vi } from 'vitest'

const KEY = 'signkey-test-0123456789abcdef'

let route: typeof import('./route')
beforeAll(async () => {
  vi.stubEnv('INNGEST_DEV', '0')
  vi.stubEnv('INNGEST_SIGNING_KEY', KEY)
  vi.stubEnv('INNGEST_EVENT_KEY', 'key')
  route = await import('./route')
})

const body = canonicalize({
  event: { name: 'inngest/scheduled.timer', data: { cron: '* * * * *' }, id: '1', ts: 1 },
  events: [],
  steps: {},
  version: -1,
  use_api: false,
  ctx: { run_id: 'r', attempt: 0, max_attempts: 2, stack: { stack: [], current: 0 } },
})

function sign(text: string, key = KEY): string {
  const time = Math.round(Date.now() / 1000)
  const secret = key.replace(/^signkey-\w+-/, '')
  return `t=${time}&s=${createHmac('sha256', secret).update(`${text}${time}`).digest('hex')}`
}

async function post(text: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = 'http://127.0.0.1:3000/api/inngest?fnId=aftercart-nothing&stepId=step'
  const request = new NextRequest(url, {
    method: 'POST',
    headers: { host: '127.0.0.1:3000', 'content-type': 'application/json', ...headers },
    body: text,
  })
  return route.POST(request, undefined)
}

test('rejects an unsigned call, even from localhost', async () => {
  expect((await post(body ?? '')).status).toBe(401)
})

test('rejects a call signed with another key', async () => {
  const signature = sign(body ?? '', 'signkey-test-fedcba9876543210')
  expect((await post(body ?? '', { 'x-inngest-signature': signature })).status).toBe(401)
})

test('passes a signed call to the functions', async () => {
  const response = await post(body ?? '', { 'x-inngest-signature': sign(body ?? '') })
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({
    message: expect.stringContaining('"aftercart-nothing" was not found'),
  })
})

test('rejects a body over the limit before reading it', async () => {
  const text = JSON.stringify({ filler: 'x'.repeat(4_600_000) })
  const response = await post(text, { 'x-inngest-signature': sign(text) })
  expect(response.status).toBe(413)
})

test('registers the functions and their triggers with the engine', async () => {
  const text = JSON.stringify({ url: 'http://127.0.0.1:3000/api/inngest' })
  const request = new NextRequest('http://127.0.0.1:3000/api/inngest', {
    method: 'PUT',
    headers: {
      host: '127.0.0.1:3000',
      'content-type': 'application/json',
      'x-inngest-sync-kind': 'in_band',
      'x-inngest-signature': sign(text),
    },
    body: text,
  })
  const registration = await (await route.PUT(request, undefined)).json()
  const triggers = registration.functions.map(
    (fn: { id: string; triggers: { event?: string; cron?: string }[] }) =>
      [fn.id, ...fn.triggers.map((trigger) => trigger.event ?? trigger.cron)].join(' '),
  )
  expect(triggers).toEqual(
    expect.arrayContaining([
      'aftercart-ingest-webhook webhooks/received',
      'aftercart-ingest-webhook-failure inngest/function.failed',
      'aftercart-process-order order/placed order/resumed',
      'aftercart-process-order-failure inngest/function.failed',
      'aftercart-cancel-order order/canceled',
      'aftercart-cancel-order-failure inngest/function.failed',
      'aftercart-flush-outbox * * * * *',
      'aftercart-sweep-stuck-orders */5 * * * *',
    ]),
  )
})
