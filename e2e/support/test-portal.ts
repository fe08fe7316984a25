import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { ensureBuilt } from '../../scripts/build'
import { freePort } from '../../scripts/embedded-postgres'
import { type Portal, startPortal } from '../../scripts/portal'
import { type Environment, portalSettings } from '../../scripts/portal-settings'

/** A disposable portal with the sandbox, on a separate folder and port. */
export type TestPortal = {
  portal: Portal
  url: string
  sandboxUrl: string
  webhookSecret: string
  sessionSecret: string
  folder: string
  sql: postgres.Sql
  /** Log lines of the supervisor, e.g. about restarted processes. */
  log: string[]
  stop(): Promise<void>
}

/** Starts a test portal. Retry delays are a thousandth of normal, so hours pass in seconds. */
export async function startTestPortal(extra: Environment = {}): Promise<TestPortal> {
  ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log: string[] = []
  const settings = portalSettings(
    'production',
    {
      ...environment(),
      PORT: String(port),
      NEXTAUTH_URL: url,
      AFTERCART_DATA_DIR: folder,
      AFTERCART_RETRY_SCALE: '0.001',
      ...extra,
    },
    (line) => log.push(line),
  )
  const portal = await startPortal(settings)
  // Reconnects at once: by default the driver waits up to 20 s after a killed database.
  const sql = postgres(portal.databaseUrl, { max: 4, backoff: () => 0.1, onnotice: () => {} })
  const secrets = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))
  const sandbox = JSON.parse(readFileSync(join(folder, 'sandbox.json'), 'utf8'))
  return {
    portal,
    url,
    sandboxUrl: sandbox.vendors,
    webhookSecret: secrets.SHOPIFY_WEBHOOK_SECRET,
    sessionSecret: secrets.NEXTAUTH_SECRET,
    folder,
    sql,
    log,
    stop: async () => {
      await sql.end({ timeout: 1 })
      await portal.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Returns the process environment without the settings of a real portal. */
function environment(): Environment {
  const settings =
    /^(AFTERCART_|INNGEST_|NEXTAUTH_|OIDC_|SHOPIFY_|STRIPE_|EASYPOST_|SMTP_|DATABASE_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)))
}
