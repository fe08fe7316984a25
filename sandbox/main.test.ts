import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftercart-sandbox-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(folder, { recursive: true, force: true })
})

function spawnSandbox(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    env: { ...process.env, AFTERCART_DATA_DIR: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  children.push(child)
  return child
}

/** A running sandbox process and where it listens. */
async function started(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawnSandbox({ AFTERCART_SANDBOX: '1' })
  const [ready] = (await once(child, 'message')) as [{ url: string }]
  return { child, url: ready.url }
}

function post(url: string, key: string, body: Record<string, string>): Promise<Response> {
  const headers = { authorization: 'Bearer sk', 'idempotency-key': key }
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(body) })
}

const CARD = { capture_method: 'manual', confirm: 'true', payment_method: 'pm_card_visa' }

test('kill -9 loses nothing that was answered, and nothing is charged twice', async () => {
  const first = await started()
  const made = await post(`${first.url}/stripe/v1/payment_intents`, 'make', {
    ...CARD,
    amount: '1000',
    currency: 'eur',
  })
  const { id } = await made.json()
  const path = `/stripe/v1/payment_intents/${id}/capture`
  const captured = await (await post(first.url + path, 'capture', {})).text()
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  // What a kill in the middle of a write leaves behind.
  appendFileSync(join(folder, 'sandbox/stripe.jsonl'), '[{"type":"captu')

  const second = await started()
  expect(await (await post(second.url + path, 'capture', {})).text()).toBe(captured)
  const books = await (await fetch(`${second.url}/stripe/ledger`)).json()
  expect(books).toEqual({
    payments: [
      {
        id,
        reference: 'ok',
        orderId: null,
        currency: 'EUR',
        status: 'succeeded',
        authorized: 1000,
        captured: 1000,
        refunded: 0,
        refundsPending: 0,
      },
    ],
    keys: [
      { key: 'make', action: 'create', payment: '', asked: 1, applied: 1 },
      { key: 'capture', action: 'capture', payment: id, asked: 2, applied: 1 },
    ],
  })
  const lines = readFileSync(join(folder, 'sandbox/stripe.jsonl'), 'utf8').trimEnd().split('\n')
  expect(() => lines.map((line) => JSON.parse(line))).not.toThrow()
})

test('ends when it is told to, and when its starter is gone', async () => {
  const told = await started()
  told.child.kill('SIGTERM')
  expect(await once(told.child, 'exit')).toEqual([0, null])
  const orphan = await started()
  orphan.child.disconnect()
  expect(await once(orphan.child, 'exit')).toEqual([0, null])
})

test('does not start outside the sandbox', async () => {
  const child = spawnSandbox({ AFTERCART_SANDBOX: '0' })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said).toContain('AFTERCART_SANDBOX is not 1')
})

test('answers only to this machine', async () => {
  const { url } = await started()
  const port = new URL(url).port
  const elsewhere = await new Promise<number>((done, fail) => {
    const headers = { host: `evil.example:${port}` }
    request(`${url}/mailbox`, { headers }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
      .on('error', fail)
      .end()
  })
  expect(elsewhere).toBe(404)
  expect((await fetch(`${url}/mailbox`)).status).toBe(200)
})
