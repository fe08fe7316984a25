import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop

/** Makes the next insert or update of a table fail, once. */
async function breakOnce(table: string, when: string) {
  await sql.unsafe(`
    create sequence broken_${table};
    create function break_${table}() returns trigger language plpgsql as $$
    begin
      if nextval('broken_${table}') = 1 then raise exception 'the disk is full'; end if;
      return new;
    end $$;
    create trigger break_once ${when} on ${table} for each row
      execute function break_${table}();`)
  onTestFinished(async () => {
    await sql.unsafe(`drop trigger break_once on ${table}; drop function break_${table};
      drop sequence broken_${table};`)
  })
}

test('a write fails after the capture: it is looked up, not captured again', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  await breakOnce('payment_transactions', 'before update')
  await shop.place(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'internal_error', status: 'resolved', attempts: 1, message: 'the disk is full' },
  ])
})

test('a write fails after the label purchase: the same label is found', async () => {
  const { orderId } = await shop.addPaidOrder()
  await breakOnce('shipments', 'before insert')
  await shop.place(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await sql`select 1 from shipments where order_id = ${orderId}`).toHaveLength(1)
})

test("the process is killed between the gateway's response and the write", async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  const run = shop.start(orderId)
  while (!run.calls.includes('screen')) await shop.engine.dispatch(run)
  const { url, answered } = await openUnresponsiveGateway()
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/pipeline/child-process.ts', 'capture', orderId, run.id],
    { env: { ...process.env, AFTERCART_SANDBOX_VENDORS: url }, stdio: 'inherit' },
  )
  await answered
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))
  expect(await shop.steps(orderId)).toContain('capture running')
  expect((await shop.ledger(reference)).captured).toBe(3000)
  await vi.waitFor(
    async () => {
      const [step] = await sql`select leased_until < now() as over from order_steps
        where order_id = ${orderId} and step = 'capture'`
      expect(step?.over).toBe(true)
    },
    { timeout: 60_000, interval: 200 },
  )
  await shop.engine.finish(run)
  expect((await shop.order(orderId)).status).toBe('completed')
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
})

/** Starts a proxy that forwards calls to the sandbox but never returns the response to a capture. */
async function openUnresponsiveGateway() {
  let hasAnswered: () => void = () => {}
  const answered = new Promise<void>((done) => {
    hasAnswered = done
  })
  const forward = async ({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) =>
    fetch(`${shop.vendors.url}${url}`, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': headers['content-type'] ?? '',
        'idempotency-key': String(headers['idempotency-key'] ?? ''),
      },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    })
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const answer = await forward(request, body)
      const text = await answer.text()
      if (request.url?.endsWith('/capture')) return hasAnswered()
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answered }
}
