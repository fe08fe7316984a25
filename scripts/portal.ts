import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { migrateDatabase } from '../db/migrate'
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from './embedded-postgres'
import { findVersion } from './find-version'
import type { Environment, PortalSettings } from './portal-settings'
import { endLeftovers, holdFolder } from './stale-processes'
import { launchNode, type Supervised, supervise } from './supervisor'

/** A running portal. `url` is its public address. */
export type Portal = {
  url: string
  databaseUrl: string
  /** URL of the sandbox mailbox; undefined outside the sandbox. */
  mailboxUrl: string | undefined
  /** Process ids of the running parts, by name. */
  pids(): Record<string, number | undefined>
  /** Stops one part without restarting it, e.g. to measure without it. */
  stopPart(name: string): Promise<void>
  stop(): Promise<void>
}

// Half of a small machine's memory; without a limit the heap grows until memory runs out.
const HEAP_LIMIT = '--max-old-space-size=320'
// Rows and messages are short-lived: a larger young generation collects them without copying.
const YOUNG = '--max-semi-space-size=32'
const APP = [HEAP_LIMIT, YOUNG, 'node_modules/next/dist/bin/next']

/**
 * Starts and migrates the database, then starts sandbox, app, worker and runner. A part that exits is
 * restarted; `stop` ends the database last.
 */
export async function startPortal(settings: PortalSettings): Promise<Portal> {
  const { folder, log } = settings
  const release = holdFolder(folder)
  await endLeftovers(folder)
  const parts: Supervised[] = []
  const pids = () => Object.fromEntries(parts.map((part) => [part.name, part.pid()]))
  const onChange = () =>
    writeFileSync(join(folder, 'processes.json'), `${JSON.stringify(pids())}\n`, { mode: 0o600 })
  const stop = async () => {
    const all = parts.splice(0)
    // First the parts that do work, then the services they use.
    const ending = (names: (name: string) => boolean) =>
      Promise.all(all.filter(({ name }) => names(name)).map((part) => part.stop()))
    await ending((name) => name !== 'sandbox' && name !== 'postgres')
    await ending((name) => name === 'sandbox')
    await ending((name) => name === 'postgres')
    onChange()
    release()
  }
  const run = async (name: string, launch: Parameters<typeof supervise>[0]['launch']) => {
    const stopSignal = name === 'postgres' ? 'SIGINT' : 'SIGTERM'
    parts.push(await supervise({ name, launch, onChange, log, stopSignal }))
    onChange()
  }

  try {
    const databaseUrl = settings.databaseUrl ?? (await runPostgres(settings, run))
    await migrateDatabase(databaseUrl)
    const env = await environmentOf(settings, databaseUrl)
    if (settings.isSandbox) {
      await seedSandbox(env)
      await run('sandbox', async () => launchNode(['--import', 'tsx', 'sandbox/main.ts'], env))
    }
    await run('app', () => launchApp(settings, env))
    if (env.AFTERCART_WORKER_PORT) await run('worker', async () => launchPart('worker', env))
    if (settings.engine === 'embedded') await run('runner', async () => launchPart('runner', env))
    const stopPart = async (name: string) => parts.find((part) => part.name === name)?.stop()
    const vendors = env.AFTERCART_SANDBOX_VENDORS
    const mailboxUrl = vendors && `${vendors}/mailbox`
    return { url: settings.url, databaseUrl, mailboxUrl, pids, stopPart, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function runPostgres(
  settings: PortalSettings,
  run: (name: string, launch: Parameters<typeof supervise>[0]['launch']) => Promise<void>,
): Promise<string> {
  // The port survives restarts of the server, so the other parts can reconnect.
  const port = await freePort()
  let started: EmbeddedPostgres | undefined
  await run('postgres', async () => {
    started = await startEmbeddedPostgres({ folder: settings.folder, port })
    return started.child
  })
  if (!started) throw new Error('Postgres did not start.')
  return started.url
}

/** Returns the environment of the parts. */
async function environmentOf(settings: PortalSettings, databaseUrl: string): Promise<Environment> {
  // The parts do not need npm's variables, and the Inngest SDK reads all variables per call.
  const given = Object.entries(settings.environment).filter(([name]) => !name.startsWith('npm_'))
  const env: Environment = {
    ...Object.fromEntries(given),
    NODE_ENV: settings.mode,
    DATABASE_URL: databaseUrl,
    PORT: String(settings.port),
    AFTERCART_DATA_DIR: settings.folder,
    AFTERCART_SANDBOX: settings.isSandbox ? '1' : '0',
    AFTERCART_PROCESS: 'app',
    AFTERCART_VERSION: settings.environment.AFTERCART_VERSION ?? findVersion(),
    // In the sandbox the terminal shows only warnings.
    AFTERCART_LOG_LEVEL:
      settings.environment.AFTERCART_LOG_LEVEL ?? (settings.isSandbox ? 'warn' : 'info'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
  if (settings.engine === 'embedded') {
    const port = await freePort()
    env.AFTERCART_ENGINE = 'embedded'
    env.AFTERCART_RUNNER_PORT = String(port)
    // In development the app serves the functions, because it reloads changed code.
    const worker = settings.mode === 'production' ? await freePort() : undefined
    if (worker) env.AFTERCART_WORKER_PORT = String(worker)
    env.AFTERCART_APP_URL = `http://127.0.0.1:${worker ?? settings.port}`
    env.INNGEST_BASE_URL = `http://127.0.0.1:${port}`
    // Only the runner may list the functions.
    env.INNGEST_ENABLE_UNAUTHED_SYNC = '0'
  }
  if (settings.isSandbox) {
    const [http, smtp] = [await freePort(), await freePort()]
    env.AFTERCART_SANDBOX_PORT = String(http)
    env.AFTERCART_SANDBOX_SMTP_PORT = String(smtp)
    env.AFTERCART_SANDBOX_VENDORS = `http://127.0.0.1:${http}`
    env.AFTERCART_SANDBOX_SMTP = `smtp://127.0.0.1:${smtp}`
    const addresses = { vendors: env.AFTERCART_SANDBOX_VENDORS, smtp: env.AFTERCART_SANDBOX_SMTP }
    writeFileSync(join(settings.folder, 'sandbox.json'), `${JSON.stringify(addresses)}\n`)
  }
  return env
}

/** Starts the worker or the runner. */
const launchPart = (name: 'worker' | 'runner', env: Environment) =>
  launchNode([HEAP_LIMIT, YOUNG, '--import', 'tsx', `server/${name}/main.ts`], {
    ...env,
    AFTERCART_PROCESS: name,
  })

/** Runs in a separate process, because module verbs read the database URL from the environment. */
async function seedSandbox(env: Environment): Promise<void> {
  const child = launchNode(['--import', 'tsx', 'scripts/seed-sandbox.ts'], env)
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error('The sandbox could not be seeded.')
}

async function launchApp(settings: PortalSettings, env: Environment) {
  const command = settings.mode === 'production' ? 'start' : 'dev'
  const host = settings.isSandbox ? ['-H', '127.0.0.1'] : []
  const args = [...APP, command, '-p', String(settings.port), ...host]
  const child = launchNode(args, env)
  for (let i = 0; i < 1_200; i++) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the app ended while starting (port ${settings.port} in use?)`)
    const answer = await fetch(`http://127.0.0.1:${settings.port}/api/health`).catch(
      () => undefined,
    )
    if (answer) return child
    await delay(50)
  }
  child.kill('SIGKILL')
  throw new Error('the app did not answer within 60 s')
}
