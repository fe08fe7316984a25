import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { TestPortal } from '../e2e/support/test-portal'
import { startFloorApp } from './floor-app'
import { type Entry, ratePerSecond } from './measure'

const CONNECTIONS = 20
const SECONDS = 8
const BODY_BYTES = 10_000

/**
 * Measures how many webhooks per second are stored durably. Floors: a Next.js app whose only route
 * reads the same body, and bare single-row inserts of the same bytes. The runner is stopped: `pipeline`
 * measures what it does with the orders.
 */
export async function benchIntake(portal: TestPortal): Promise<Entry[]> {
  const body = orderBody
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const webhook = webhookCall(portal, agent)
  const floorApp = await startFloorApp()
  const bare = bareCall(floorApp.url, agent)

  // Interleaved, so that both see the same noise of the machine.
  const rates: { intake: number[]; bare: number[]; samples: number } = {
    intake: [],
    bare: [],
    samples: 0,
  }
  await ratePerSecond(CONNECTIONS, 3, bare)
  await ratePerSecond(CONNECTIONS, 3, webhook)
  for (let round = 0; round < 3; round++) {
    rates.bare.push((await ratePerSecond(CONNECTIONS, SECONDS, bare)).value)
    const measured = await ratePerSecond(CONNECTIONS, SECONDS, webhook)
    rates.intake.push(measured.value)
    rates.samples += measured.samples
  }
  const inserts = await bareInserts(portal, body)
  floorApp.stop()
  agent.destroy()
  const entry = { unit: 'per_s' as const, samples: rates.samples }
  return [
    {
      ...entry,
      name: 'intake',
      value: median(rates.intake),
      floor: median(rates.bare),
      floor_is: 'a Next.js app whose only route reads the same body',
    },
    {
      ...entry,
      name: 'intake.beside_inserts',
      value: median(rates.intake),
      floor: inserts,
      floor_is: 'bare single-row inserts of the same bytes, 20 connections',
    },
  ]
}

/** Webhooks stored per second, of the shop `bench.aftercart.test`, 20 connections. */
export async function intakeRate(portal: TestPortal, seconds: number): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const rate = await ratePerSecond(CONNECTIONS, seconds, webhookCall(portal, agent))
  agent.destroy()
  return rate
}

type Rate = { value: number; samples: number }

function webhookCall({ url, webhookSecret }: TestPortal, agent: Agent): () => Promise<void> {
  const signature = createHmac('sha256', webhookSecret).update(orderBody).digest('base64')
  return () =>
    post(agent, `${url}/api/webhooks/shopify`, orderBody, {
      ...headersOf(orderBody),
      'x-shopify-topic': 'orders/updated',
      'x-shopify-shop-domain': 'bench.aftercart.test',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': signature,
    })
}

/** Returns how many requests per second the floor app's bare route answers on 20 connections. */
export async function bareRouteRate(): Promise<number> {
  const floorApp = await startFloorApp()
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const { value } = await ratePerSecond(CONNECTIONS, 4, bareCall(floorApp.url, agent))
  agent.destroy()
  floorApp.stop()
  return value
}

const bareCall = (url: string, agent: Agent) => () =>
  post(agent, url, orderBody, headersOf(orderBody))

const headersOf = (body: Buffer) => ({
  'content-type': 'application/json',
  'content-length': String(body.length),
})

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function bareInserts(portal: TestPortal, body: Buffer): Promise<number> {
  const { default: postgres } = await import('postgres')
  const sql = postgres(portal.portal.databaseUrl, { max: CONNECTIONS, onnotice: () => {} })
  await sql`create table if not exists bench_inserts (id uuid primary key, body bytea not null)`
  const insert = () => sql`insert into bench_inserts values (${randomUUID()}, ${body})`
  await ratePerSecond(CONNECTIONS, 1, insert)
  const { value } = await ratePerSecond(CONNECTIONS, SECONDS, insert)
  await sql`drop table bench_inserts`
  await sql.end()
  return value
}

/** Returns a well-formed order of about ten kilobytes; the intake does not read its content. */
function makeOrderBody(): Buffer {
  const line = {
    id: 1,
    title: 'Red shirt',
    sku: 'SKU-123',
    quantity: 1,
    price: '15.99',
    properties: [],
  }
  const order = { id: 4507899469, name: '#9999', currency: 'USD', line_items: [line] }
  while (JSON.stringify(order).length < BODY_BYTES)
    order.line_items.push({ ...line, id: order.line_items.length + 1 })
  return Buffer.from(JSON.stringify(order))
}

function post(
  agent: Agent,
  url: string,
  body: Buffer,
  headers: Record<string, string>,
): Promise<void> {
  return new Promise((done, fail) => {
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200
          ? done()
          : fail(new Error(`${url} answered ${answer.statusCode}`)),
      )
    })
    sent.once('error', fail)
    sent.end(body)
  })
}

const orderBody = makeOrderBody()
