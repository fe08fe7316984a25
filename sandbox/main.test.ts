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

/** Starts a sandbox process and returns it with its URL. */
async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawnSandbox({ AFTERCART_SANDBOX: '1' })
  const [ready] = (await once(child, 'message')) as [{ url: string }]
  return { child, url: ready.url }
}

function post(url: string, key: string, body: Record<string, string>): Promise<Response> {
  const headers = { authorization: 'Bearer sk', 'idempotency-key': key }
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(body) })
}

const CARD = { capture_method: 'manual', confirm: 'true', payment_method: 'pm_card_visa' }

test('kill -9 loses no answered request and charges nothing twice', async () => {
  const first = await startProcess()
  const created = await post(`${first.url}/stripe/v1/payment_intents`, 'make', {
    ...CARD,
    amount: '1000',
    currency: 'eur',
  })
  const { id } = await created.json()
  const path = `/stripe/v1/payment_intents/${id}/capture`
  const captured = await (await post(first.url + path, 'capture', {})).text()
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  // An incomplete line, as a kill in the middle of a write leaves.
  appendFileSync(join(folder, 'sandbox/stripe.jsonl'), '[{"type":"captu')

  const second = await startProcess()
  expect(await (await post(second.url + path, 'capture', {})).text()).toBe(captured)
  const ledger = await (await fetch(`${second.url}/stripe/ledger`)).json()
  expect(ledger).toEqual({
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

test('exits on SIGTERM and when its parent disconnects', async () => {
  const terminated = await startProcess()
  terminated.child.kill('SIGTERM')
  expect(await once(terminated.child, 'exit')).toEqual([0, null])
  const orphan = await startProcess()
  orphan.child.disconnect()
  expect(await once(orphan.child, 'exit')).toEqual([0, null])
})

test('requires AFTERCART_SANDBOX=1', async () => {
  const child = spawnSandbox({ AFTERCART_SANDBOX: '0' })
  let output = ''
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(output).toContain('The sandbox requires AFTERCART_SANDBOX=1.')
})

test('rejects other host names', async () => {
  const { url } = await startProcess()
  const port = new URL(url).port
  const status = await new Promise<number>((done, fail) => {
    const headers = { host: `evil.example:${port}` }
    request(`${url}/mailbox`, { headers }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
      .on('error', fail)
      .end()
  })
  expect(status).toBe(404)
  expect((await fetch(`${url}/mailbox`)).status).toBe(200)
})
