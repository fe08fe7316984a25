import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../scripts/build'
import { freePort } from '../scripts/embedded-postgres'
import { until } from './support/until'

type Command = [program: string, args: string[]]

let folder: string
let port: number
let running: ChildProcess | undefined

// All tests start, kill and stop the portal on the same data folder, as in production.
beforeAll(async () => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'aftercart-restart-'))
  port = await freePort()
})
afterAll(async () => {
  if (running && isRunning(running)) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

const SUPERVISOR: Command = [process.execPath, ['scripts/run.mjs', 'scripts/start.ts']]

/** Starts the portal and waits until it is healthy. */
async function start([program, args]: Command = SUPERVISOR): Promise<ChildProcess> {
  const child = spawn(program, args, {
    env: { ...process.env, PORT: String(port), AFTERCART_DATA_DIR: folder, NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  running = child
  await until(
    async () => {
      expect(child.exitCode).toBe(null)
      const response = await fetch(`http://127.0.0.1:${port}/api/health`)
      expect(await response.json()).toMatchObject({ status: 'ok' })
    },
    { seconds: 90 },
  )
  return child
}

/** Returns the portal that the previous test left running, or starts one. */
const startIfStopped = async () => (running && isRunning(running) ? running : start())

const readPids = (): Record<string, number> =>
  JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'))

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('rejects a second portal on the same folder with a one-line error', async () => {
  await startIfStopped()
  const second = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts'], {
    env: { ...process.env, PORT: String(await freePort()), AFTERCART_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(1)
  expect(stderr).toContain('A portal already runs on')
})

test('ends orphaned processes at the next start after the supervisor was killed', async () => {
  const child = await startIfStopped()
  const orphans = Object.values(readPids())
  child.kill('SIGKILL')
  await once(child, 'exit')
  await start()
  expect(orphans.filter(isAlive)).toEqual([])
})

test('stops everything within ten seconds of SIGTERM, and keeps stored data', async () => {
  const child = await startIfStopped()
  const pids = Object.values(readPids())
  expect(pids).toHaveLength(5)
  const url = readFileSync(join(folder, 'postgres.url'), 'utf8').trim()
  const sql = postgres(url, { max: 1 })
  await sql`insert into storefronts (id, platform, shop_domain, name)
    values (gen_random_uuid(), 'shopify', 'kept.example', 'Kept')`
  await sql.end()

  const signaledAt = Date.now()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(Date.now() - signaledAt).toBeLessThan(10_000)
  expect(pids.filter(isAlive)).toEqual([])

  const npm = await start(['npm', ['start']])
  const sqlAfterRestart = postgres(readFileSync(join(folder, 'postgres.url'), 'utf8').trim(), {
    max: 1,
  })
  expect(
    await sqlAfterRestart`select name from storefronts where shop_domain = 'kept.example'`,
  ).toHaveLength(1)
  await sqlAfterRestart.end()

  const supervisor = Number(readFileSync(join(folder, 'portal.pid'), 'utf8'))
  const restartedPids = [supervisor, ...Object.values(readPids())]
  npm.kill('SIGTERM')
  await until(async () => expect(restartedPids.filter(isAlive)).toEqual([]), { seconds: 10 })
})
