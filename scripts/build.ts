import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Inputs of the production build.
const SOURCES = [
  'app',
  'components',
  'db',
  'domain',
  'pages',
  'paths',
  'server',
  'next.config.js',
  'proxy.ts',
  'instrumentation.ts',
  'package-lock.json',
  'tsconfig.json',
]
const STAMP = '.next/aftercart-build'

/** Builds for production unless the last build was made from exactly these sources. */
export function ensureBuilt(): void {
  const digest = digestOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return
  console.error('Building ...')
  const done = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      AFTERCART_SKIP_TYPE_CHECK: '1',
    },
  })
  if (done.status !== 0) throw new Error('The build failed; see the output above.')
  writeFileSync(STAMP, digest)
}

function digestOf(sources: string[]): string {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of filesUnder(source)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (/\.(ts|js|json)$/.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
