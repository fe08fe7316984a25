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

// One folder is started, killed and stopped over and over, as a shop's is.
beforeAll(async () => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'aftercart-restart-'))
  port = await freePort()
})
afterAll(async () => {
  if (running && runs(running)) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

const SUPERVISOR: Command = [process.execPath, ['scripts/run.mjs', 'scripts/start.ts']]

/** Starts the portal; resolves once it says that it is well. */
async function start([program, args]: Command = SUPERVISOR): Promise<ChildProcess> {
  const child = spawn(program, args, {
    env: { ...process.env, PORT: String(port), AFTERCART_DATA_DIR: folder, NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  running = child
  await until(
    async () => {
      expect(child.exitCode).toBe(null)
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`)
      expect(await answer.json()).toMatchObject({ status: 'ok' })
    },
    { seconds: 90 },
  )
  return child
}

/** The portal that the test before left running, or a new one. */
const started = async () => (running && runs(running) ? running : start())

const parts = (): Record<string, number> =>
  JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'))

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a second portal on the same folder is refused in one line', async () => {
  await started()
  const second = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts'], {
    env: { ...process.env, PORT: String(await freePort()), AFTERCART_DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(1)
  expect(said).toContain('A portal runs on')
})

test('kill -9 of the supervisor: the next start ends what it left and goes on', async () => {
  const child = await started()
  const orphans = Object.values(parts())
  child.kill('SIGKILL')
  await once(child, 'exit')
  await start()
  expect(orphans.filter(isAlive)).toEqual([])
})

test('SIGTERM stops everything within ten seconds, and what was stored is there again', async () => {
  const child = await started()
  const pids = Object.values(parts())
  expect(pids).toHaveLength(5)
  const url = readFileSync(join(folder, 'postgres.url'), 'utf8').trim()
  const sql = postgres(url, { max: 1 })
  await sql`insert into storefronts (id, platform, shop_domain, name)
    values (gen_random_uuid(), 'shopify', 'kept.example', 'Kept')`
  await sql.end()

  const began = Date.now()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(pids.filter(isAlive)).toEqual([])

  const npm = await start(['npm', ['start']])
  const again = postgres(readFileSync(join(folder, 'postgres.url'), 'utf8').trim(), { max: 1 })
  expect(await again`select name from storefronts where shop_domain = 'kept.example'`).toHaveLength(
    1,
  )
  await again.end()

  const supervisor = Number(readFileSync(join(folder, 'portal.pid'), 'utf8'))
  const left = [supervisor, ...Object.values(parts())]
  npm.kill('SIGTERM')
  await until(async () => expect(left.filter(isAlive)).toEqual([]), { seconds: 10 })
})
