import { createHmac } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { addAlertChannel } from '@/server/modules/admin/configure-alerts'
import { saveOwnAlerts } from '@/server/modules/admin/save-alert-choice'
import { sweepAlerts } from '@/server/modules/admin/sweep-alerts'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { openException } from '@/server/modules/exceptions/open-exception'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { addPerson } from '@/test/support/exceptions'
import { addOrder } from '@/test/support/order-commands'
import { startBrokenVendor, startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop
const system: CommandContext = { actor: systemActor('test'), requestId: 'test' }

type Seen = { body: string; signature: string; deliveryId: string }
const seen: Seen[] = []
let failures = 0
const channel = await startBrokenVendor(async (request, response) => {
  if (failures > 0) {
    failures -= 1
    response.writeHead(503).end()
    return
  }
  const { headers } = request
  seen.push({
    body: await text(request),
    signature: String(headers['x-aftercart-signature']),
    deliveryId: String(headers['x-aftercart-delivery']),
  })
  response.end('ok')
})
afterAll(() => channel.stop())

type Person = Awaited<ReturnType<typeof addPerson>>
let lead: Person
let sleeper: Person
let secret: string
beforeAll(async () => {
  const admin = await addPerson(sql, 'Ada Lovelace', 'admin')
  lead = await addPerson(sql, 'Alan Turing', 'lead')
  sleeper = await addPerson(sql, 'Grace Hopper', 'care')
  const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes()
  const quiet = { quietFrom: (minute + 1380) % 1440, quietUntil: (minute + 120) % 1440 }
  await saveOwnAlerts({ hasAlerts: true, hasDigest: null, ...quiet, timeZone: 'UTC' }, sleeper)
  await saveOwnAlerts(
    { hasAlerts: false, hasDigest: false, quietFrom: null, quietUntil: null, timeZone: 'UTC' },
    admin,
  )
  const hook = { name: '#orders', url: channel.url, hasAlerts: true, hasDigest: true }
  secret = (await addAlertChannel(hook, admin)).secret
})

const fail = async (message: string) => {
  const orderId = await addOrder(sql)
  const report = { orderId, step: 'capture', kind: 'chargeback_opened', message } as const
  const exceptionId = await runInTransaction(system, (uow) => openException(uow, report))
  return {
    orderId,
    exceptionId,
    again: () => runInTransaction(system, (uow) => openException(uow, report)),
  }
}
const send = async () => {
  await flushOutbox()
  await engine.drain()
}
const mailsTo = ({ actor }: Person) => shop.mails(`${actor.id}@shop.example`)
const states = (exceptionId: string) => sql`
  select staff_id, status, attempts, error from alerts where exception_id = ${exceptionId}
  order by staff_id nulls last`

test('a critical exception alerts staff and the channel once, and respects quiet hours', async () => {
  const { exceptionId, again } = await fail('The bank took it back')
  await again()
  await send()
  expect(await mailsTo(lead)).toMatchObject([{ times: 1 }])
  expect(await mailsTo(sleeper)).toEqual([])
  expect(seen).toHaveLength(1)
  const [{ body, signature } = { body: '', signature: '' }] = seen
  const [, seconds, mac] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? []
  expect(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')).toBe(mac)
  expect(JSON.parse(body)).toMatchObject({
    text: expect.stringMatching(/^Order .*: Chargeback opened/),
    blocks: [{ type: 'section' }],
  })
  expect(body).toContain(`/exceptions/${exceptionId}`)
  expect((await states(exceptionId)).map(({ status }) => status).toSorted()).toEqual([
    'pending',
    'sent',
    'sent',
  ])
})

test('an unavailable channel is retried, and a permanent failure is shown as failed', async () => {
  seen.length = 0
  failures = 2
  const { exceptionId } = await fail('Another kind of trouble entirely')
  await send()
  expect(seen).toHaveLength(1)
  expect(await states(exceptionId)).toContainEqual(
    expect.objectContaining({ staff_id: null, status: 'sent', attempts: 3, error: null }),
  )
  failures = 99
  const lost = await fail('And a third one')
  await send()
  expect(await states(lost.exceptionId)).toContainEqual(
    expect.objectContaining({
      staff_id: null,
      status: 'failed',
      attempts: 5,
      error: expect.stringMatching(/returned HTTP 503/),
    }),
  )
  failures = 0
})

test('many exceptions of one cause alert once, and resolved ones do not alert', async () => {
  seen.length = 0
  const first = await fail('One cause of many')
  await fail('One cause of many')
  await runInTransaction(system, (uow) =>
    closeExceptions(uow, { orderId: first.orderId }, 'the bank decided'),
  )
  await send()
  expect(seen).toEqual([])
  const [row] = await sql`select count(*)::int as count from alerts a
    join exceptions e on e.id = a.exception_id where e.message = 'One cause of many'
      and a.channel_id is not null`
  expect(row?.count).toBe(1)
})

test('a digest is sent once a morning, and alerts after quiet hours', async () => {
  seen.length = 0
  // 8:30 or 9:30 in New York, where the team works, after all quiet hours and retries.
  const morning = new Date(Date.now() + 2 * 86_400_000)
  morning.setUTCHours(13, 30, 0, 0)
  const evening = new Date(morning.getTime() + 6.5 * 3_600_000)
  expect((await sweepAlerts(morning)).digests).toBeGreaterThan(0)
  expect(await sweepAlerts(morning)).toMatchObject({ digests: 0 })
  expect(await sweepAlerts(evening)).toMatchObject({ digests: 0 })
  await send()
  expect(seen.map(({ body }) => JSON.parse(body).text)).toEqual([
    expect.stringMatching(/open exceptions?, \d+ overdue/),
  ])
  const digest = (await mailsTo(lead)).find(({ subject }) => /open exceptions?,/.test(subject))
  expect(digest?.text).toMatch(/Chargeback opened/)
  expect(await mailsTo(sleeper)).toHaveLength(3)
})
