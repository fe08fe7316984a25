import { z } from 'zod'

type Variable<S extends z.ZodType> = { takes: string; isSecret: boolean; schema: S }

const variable = <S extends z.ZodType>(takes: string, schema: S): Variable<S> => ({
  takes,
  isSecret: false,
  schema,
})
const secret = <S extends z.ZodType>(takes: string, schema: S): Variable<S> => ({
  takes,
  isSecret: true,
  schema,
})

/** Accepts an integer from `min` to `max` with at most six digits. */
export const digits = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

const urlIn = (text: string) => (URL.canParse(text) ? new URL(text) : undefined)

const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => {
    const url = urlIn(text)
    return url !== undefined && url.host !== '' && schemes.includes(url.protocol.slice(0, -1))
  })

const isLoopback = (url: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)

const issuer = urlOf('https', 'http').refine((text) => {
  const url = urlIn(text)
  return (
    url !== undefined && (url.protocol === 'https:' || isLoopback(url)) && !url.search && !url.hash
  )
})

/** Accepts an origin. next-auth also accepts a path, but our auth routes never move. */
const origin = urlOf('https', 'http').refine((text) => {
  const url = urlIn(text)
  if (!url) return false
  const isOurs = ['', '/api/auth'].includes(url.pathname.replace(/\/$/, ''))
  return isOurs && !url.search && !url.hash && !url.username && !url.password
})

const key = z.string().regex(/^\S+$/)
const isSwitch = z.enum(['0', '1']).transform((text) => text === '1')
const keys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(key))

/** The number of runs the embedded engine drives at once; the worker opens a connection for each. */
export const runsAtOnce = digits(1, 100).default(16)

/** Every environment variable; docs/configuration.md describes each. */
const VARIABLES = {
  PORT: variable('a port number from 1 to 65535', digits(1, 65_535).default(3000)),
  AFTERCART_DATA_DIR: variable('a folder', z.string().default('.data')),
  DATABASE_URL: secret(
    'the URL of a Postgres, postgres://user:password@host:5432/database',
    urlOf('postgres', 'postgresql').optional(),
  ),
  DATABASE_REPLICA_URL: secret(
    'the URL of a streaming replica of DATABASE_URL, postgres://user:password@host:5432/database',
    urlOf('postgres', 'postgresql').optional(),
  ),
  NEXTAUTH_SECRET: secret('a random text (openssl rand -base64 32)', z.string().optional()),
  NEXTAUTH_URL: variable('the address people open, https://host', origin.optional()),
  OIDC_ISSUER: variable('an https URL (http only on this machine)', issuer.optional()),
  OIDC_CLIENT_ID: variable('the client id that the issuer gave', key.optional()),
  OIDC_CLIENT_SECRET: secret('the client secret that the issuer gave', key.optional()),
  SHOPIFY_WEBHOOK_SECRET: secret('one or more secrets, comma separated', keys.default([])),
  SHOPIFY_ADMIN_TOKEN: secret('an Admin API access token, shpat_...', key.optional()),
  INNGEST_DEV: variable(
    '0, 1 or the URL of an Inngest dev server',
    z.union([z.enum(['0', '1', 'true', 'false']), urlOf('http', 'https')]).optional(),
  ),
  INNGEST_EVENT_KEY: secret('an Inngest event key', key.optional()),
  INNGEST_SIGNING_KEY: secret('an Inngest signing key', key.optional()),
  INNGEST_BASE_URL: variable(
    'the http or https URL of an Inngest server',
    urlOf('http', 'https').optional(),
  ),
  STRIPE_SECRET_KEY: secret(
    'a Stripe secret or restricted key, sk_... or rk_...',
    z
      .string()
      .regex(/^[sr]k_\w+$/)
      .optional(),
  ),
  EASYPOST_API_KEY: secret('an EasyPost API key', key.optional()),
  SMTP_URL: secret('smtp://user:password@host:587 or smtps://', urlOf('smtp', 'smtps').optional()),
  AFTERCART_SANDBOX: variable('0 or 1', isSwitch.optional()),
  AFTERCART_RETRY_SCALE: variable(
    'a number above 0, such as 0.001',
    z
      .string()
      .regex(/^\d{1,6}(\.\d{1,9})?$/)
      .transform(Number)
      .pipe(z.number().gt(0))
      .default(1),
  ),
  AFTERCART_TRUST_PROXY: variable(
    'how many reverse proxies of your own stand in front, 0 to 9',
    digits(0, 9).default(0),
  ),
  AFTERCART_LOG_LEVEL: variable(
    'trace, debug, info, warn, error, fatal or silent',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
  AFTERCART_SANDBOX_VENDORS: variable(
    'the http URL of the sandbox vendors',
    urlOf('http').optional(),
  ),
  AFTERCART_SANDBOX_SMTP: variable('the smtp URL of the sandbox mailbox', urlOf('smtp').optional()),
  AFTERCART_ENGINE: variable(
    'embedded or external',
    z.enum(['embedded', 'external']).default('external'),
  ),
  AFTERCART_WORKER_PORT: variable('a port number from 1 to 65535', digits(1, 65_535).optional()),
  AFTERCART_WORKERS: variable('how many processes, 1 to 32', digits(1, 32).optional()),
  AFTERCART_RUNNER_CONCURRENCY: variable('a number, 1 to 100', runsAtOnce),
  AFTERCART_VENDOR_TIMEOUT_MS: variable(
    'milliseconds, 50 to 120000',
    digits(50, 120_000).optional(),
  ),
  AFTERCART_VERSION: variable(
    'what this version of the code is called',
    z
      .string()
      .regex(/^[\w.+-]{1,80}$/)
      .optional(),
  ),
  AFTERCART_PROCESS: variable(
    'app, worker or runner',
    z.enum(['app', 'worker', 'runner']).default('app'),
  ),
} as const

type Name = keyof typeof VARIABLES
type Parsed = { [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> }
type Source = Record<string, string | undefined>

/** The validated environment, by variable name. */
export type Env = Omit<Parsed, 'AFTERCART_SANDBOX'> & { AFTERCART_SANDBOX: boolean }

// Any of these marks a real portal rather than the sandbox.
const REAL: Name[] = ['DATABASE_URL', 'STRIPE_SECRET_KEY', 'EASYPOST_API_KEY', 'SMTP_URL']
const OIDC: Name[] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']

/** OWASP ASVS 5.0, 11.2: at least 128 bits; 32 characters hold that in any alphabet. */
const MIN_SECRET = 32

/**
 * Reads the variables of docs/configuration.md; an empty value counts as unset.
 * @throws Error with one line: the variable, the value received (secrets masked), the values accepted
 */
export function parseEnv(source: Source): Env {
  const parsed = Object.fromEntries(
    Object.keys(VARIABLES).map((name) => [name, parseOne(name as Name, source)]),
  ) as Parsed
  const env = {
    ...parsed,
    AFTERCART_SANDBOX: parsed.AFTERCART_SANDBOX ?? !REAL.some((name) => source[name]),
  }
  refuseHalves(source)
  refuseWeakSecret(env)
  return env
}

let cached: Env | undefined

/** Returns this process's environment. Read it only at the edges: app, connections, scripts, runner. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

function parseOne(name: Name, source: Source): unknown {
  const raw = source[name] === '' ? undefined : source[name]
  const { takes, isSecret, schema } = VARIABLES[name]
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  throw new Error(`${name} got ${shown(raw ?? '', isSecret)}; it takes ${takes}.`)
}

function shown(raw: string, isSecret: boolean): string {
  if (isSecret) return `a text of ${raw.length} characters (not shown)`
  const oneLine = JSON.stringify(raw.replace(/\/\/[^/@]*@/, '//***@'))
  return oneLine.length > 80 ? `${oneLine.slice(0, 77)}..."` : oneLine
}

/** Checks variables that are valid only in combination. */
function refuseHalves(source: Source): void {
  const refuse = (missing: Name, because: Name) => {
    throw new Error(
      `${missing} got nothing while ${because} is set; it takes ${VARIABLES[missing].takes}.`,
    )
  }
  const requireAll = (names: Name[]) => {
    const set = names.find((name) => source[name])
    const missing = names.find((name) => !source[name])
    if (set && missing) refuse(missing, set)
  }
  requireAll(OIDC)
  const isDev = source.INNGEST_DEV && !['0', 'false'].includes(source.INNGEST_DEV)
  if (isDev) return
  requireAll(['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'])
  if (source.INNGEST_BASE_URL && !source.INNGEST_SIGNING_KEY)
    refuse('INNGEST_SIGNING_KEY', 'INNGEST_BASE_URL')
}

function refuseWeakSecret(env: Env): void {
  if (env.AFTERCART_SANDBOX || !env.DATABASE_URL) return
  const { length } = env.NEXTAUTH_SECRET ?? ''
  if (length >= MIN_SECRET) return
  const got = length === 0 ? 'nothing' : `a text of ${length} characters (not shown)`
  throw new Error(
    `NEXTAUTH_SECRET got ${got} while DATABASE_URL is set; it takes a random text of at least ${MIN_SECRET} characters (openssl rand -base64 32).`,
  )
}
