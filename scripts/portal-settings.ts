import { resolve } from 'node:path'
import { parseEnv } from '../server/env'
import { loadSecrets } from './secrets'

/** What a portal is started with. */
export type PortalSettings = {
  mode: 'production' | 'development'
  port: number
  url: string
  /** The data folder, absolute. */
  folder: string
  /** Undefined: the embedded Postgres. */
  databaseUrl: string | undefined
  isSandbox: boolean
  /** embedded: the runner beside the app; external: a real Inngest. */
  engine: 'embedded' | 'external'
  /** Generated secrets, and what else the parts need that the caller did not set. */
  environment: Record<string, string>
  log: (line: string) => void
}

// Any of these says that this is somebody's real portal.
const REAL_VARIABLES = [
  'DATABASE_URL',
  'STRIPE_SECRET_KEY',
  'EASYPOST_API_KEY',
  'SMTP_URL',
] as const

/**
 * Reads the environment as docs/configuration.md describes it.
 * @throws with one line that names the variable, what it got and what it takes.
 */
export function portalSettings(
  mode: PortalSettings['mode'],
  source: NodeJS.ProcessEnv,
  log: (line: string) => void = console.error,
): PortalSettings {
  const env = parseEnv(source)
  const isReal = REAL_VARIABLES.some((name) => source[name])
  const isSandbox = source.AFTERCART_SANDBOX ? source.AFTERCART_SANDBOX === '1' : !isReal
  if (!source.NEXTAUTH_SECRET && source.DATABASE_URL && !isSandbox)
    throw new Error(
      'NEXTAUTH_SECRET is not set: with a DATABASE_URL of your own it takes a random text of at least 32 characters (openssl rand -base64 32).',
    )
  const folder = resolve(source.AFTERCART_DATA_DIR || '.data')
  const isExternal =
    Boolean(source.INNGEST_DEV && source.INNGEST_DEV !== '0') || Boolean(source.INNGEST_SIGNING_KEY)
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, ...common } = loadSecrets(folder)
  const generated = isExternal ? common : { ...common, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY }
  const port = env.PORT
  return {
    mode,
    port,
    url: source.NEXTAUTH_URL ?? `http://localhost:${port}`,
    folder,
    databaseUrl: source.DATABASE_URL || undefined,
    isSandbox,
    engine: isExternal ? 'external' : 'embedded',
    environment: Object.fromEntries(
      Object.entries(generated).filter(([name]) => !source[name]),
    ) as Record<string, string>,
    log,
  }
}
