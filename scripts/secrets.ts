import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const GENERATED = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  SHOPIFY_WEBHOOK_SECRET: () => randomBytes(32).toString('hex'),
  INNGEST_EVENT_KEY: () => randomBytes(16).toString('hex'),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString('hex')}`,
} as const

export type Secrets = Record<keyof typeof GENERATED, string>

/**
 * Returns this installation's secrets from `secrets.json` (mode 600) in the data folder. Missing ones
 * are generated once and stored, so that sessions and signatures survive a restart.
 */
export function loadSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'secrets.json')
  const kept: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const entries = Object.entries(GENERATED).map(([name, generate]) => [
    name,
    kept[name as keyof Secrets] ?? generate(),
  ])
  const secrets = Object.fromEntries(entries) as Secrets
  if (entries.some(([name, value]) => kept[name as keyof Secrets] !== value))
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
