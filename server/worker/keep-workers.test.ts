import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { freePort } from '@/scripts/embedded-postgres'

const patience = { timeout: 60_000, interval: 20 }
let main: ChildProcess | undefined

afterEach(() => {
  main?.kill('SIGKILL')
})

/** Starts a program that keeps two workers; `started` are those that have listened so far. */
async function startTwo() {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/worker/workers.ts', String(port), '2'],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  main = child
  const started: number[] = []
  child.stdout?.on('data', (text) => started.push(...String(text).trim().split('\n').map(Number)))
  await vi.waitFor(() => expect(started).toHaveLength(2), patience)
  /** The process that answered. */
  const ask = async () => Number(await (await fetch(`http://127.0.0.1:${port}/`)).text())
  return { child, started, ask }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('two workers share a port; a killed one is replaced; all end together', {
  timeout: 120_000,
}, async () => {
  const { child, started, ask } = await startTwo()
  const killed = await ask()
  expect(started).toContain(killed)
  process.kill(killed, 'SIGKILL')
  await vi.waitFor(() => expect(started).toHaveLength(3), patience)
  const alive = started.filter(isAlive)
  expect(alive).toHaveLength(2)
  expect(alive).toContain(await ask())

  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(started.filter(isAlive)).toEqual([])
})

test('no worker survives a killed parent', {
  timeout: 120_000,
}, async () => {
  const { child, started } = await startTwo()
  child.kill('SIGKILL')
  await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), patience)
})
