import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { migrateDatabase } from '../db/migrate'
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from './embedded-postgres'
import { findVersion } from './find-version'
import type { Environment, PortalSettings } from './portal-settings'
import { endLeftovers, holdFolder } from './stale-processes'
import { launchNode, type Supervised, supervise } from './supervisor'

/** Everything that `npm start` runs. `url` is where people go. */
export type Portal = {
  url: string
  databaseUrl: string
  /** Where the sandbox's mailbox is read; undefined outside the sandbox. */
  mailboxUrl: string | undefined
  /** Process ids of the parts that run now, by name. */
  pids(): Record<string, number | undefined>
  /** Ends one part for good, e.g. to measure without it. */
  stopPart(name: string): Promise<void>
  stop(): Promise<void>
}

// Half of what a small machine can spare; without a limit the heap grows as far as there is room.
const HEAP_LIMIT = '--max-old-space-size=320'
// Rows and messages live for a moment: with room to die young they are never moved.
const YOUNG = '--max-semi-space-size=32'
const APP = [HEAP_LIMIT, YOUNG, 'node_modules/next/dist/bin/next']

/**
 * Starts the database, brings it up to date, and starts sandbox, app, worker and runner. Each part is
 * started again when it ends by itself; `stop` ends those that work first, the database last.
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
    // Who works ends together, then what they work with.
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
  // The port stays the same over restarts of the server, so the others find it again.
  const port = await freePort()
  let started: EmbeddedPostgres | undefined
  await run('postgres', async () => {
    started = await startEmbeddedPostgres({ folder: settings.folder, port })
    return started.child
  })
  if (!started) throw new Error('Postgres did not start.')
  return started.url
}

/** What the parts find in their environment. */
async function environmentOf(settings: PortalSettings, databaseUrl: string): Promise<Environment> {
  // npm's own variables are of no use to the parts, and each call of the SDK reads them all.
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
    // A terminal that somebody tries the sandbox in shows trouble only.
    AFTERCART_LOG_LEVEL:
      settings.environment.AFTERCART_LOG_LEVEL ?? (settings.isSandbox ? 'warn' : 'info'),
    NEXT_TELEMETRY_DISABLED: '1',
  }
  if (settings.engine === 'embedded') {
    const port = await freePort()
    env.AFTERCART_ENGINE = 'embedded'
    env.AFTERCART_RUNNER_PORT = String(port)
    // While somebody works on the functions, the app serves them: it loads them anew by itself.
    const worker = settings.mode === 'production' ? await freePort() : undefined
    if (worker) env.AFTERCART_WORKER_PORT = String(worker)
    env.AFTERCART_APP_URL = `http://127.0.0.1:${worker ?? settings.port}`
    env.INNGEST_BASE_URL = `http://127.0.0.1:${port}`
    // Nobody but the runner may ask what functions there are.
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

/** A process of the pipeline: what it executes in, or what drives it. */
const launchPart = (name: 'worker' | 'runner', env: Environment) =>
  launchNode([HEAP_LIMIT, YOUNG, '--import', 'tsx', `server/${name}/main.ts`], {
    ...env,
    AFTERCART_PROCESS: name,
  })

/** A process of its own, because commands find the database in the environment. */
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
