import { resolve } from 'node:path'
import { parseEnv } from '../server/env'
import { loadSecrets } from './secrets'

/** Settings of a portal. */
export type PortalSettings = {
  mode: 'production' | 'development'
  port: number
  url: string
  /** The data folder, absolute. */
  folder: string
  /** Undefined for the embedded PostgreSQL. */
  databaseUrl: string | undefined
  isSandbox: boolean
  /** embedded: the runner beside the app; external: an Inngest server. */
  engine: 'embedded' | 'external'
  /** The caller's environment, completed by the generated secrets. */
  environment: Environment
  log: (line: string) => void
}

/** Environment variables by name. */
export type Environment = Record<string, string | undefined>

/**
 * Reads the environment as docs/configuration.md describes it.
 * @throws Error with one line: the variable, the value received, the values accepted
 */
export function portalSettings(
  mode: PortalSettings['mode'],
  source: Environment,
  log: (line: string) => void = console.error,
): PortalSettings {
  const env = parseEnv(source)
  const folder = resolve(env.AFTERCART_DATA_DIR)
  const isDevServer = env.INNGEST_DEV !== undefined && !['0', 'false'].includes(env.INNGEST_DEV)
  const isExternal = isDevServer || env.INNGEST_SIGNING_KEY !== undefined
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, ...common } = loadSecrets(folder)
  const generated = isExternal ? common : { ...common, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY }
  const missing = Object.fromEntries(Object.entries(generated).filter(([name]) => !source[name]))
  const port = env.PORT
  return {
    mode,
    port,
    url: env.NEXTAUTH_URL ?? `http://localhost:${port}`,
    folder,
    databaseUrl: env.DATABASE_URL,
    isSandbox: env.AFTERCART_SANDBOX,
    engine: isExternal ? 'external' : 'embedded',
    environment: { ...source, ...missing },
    log,
  }
}
