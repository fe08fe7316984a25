// Bootstrap for all npm scripts. Plain JS because dependencies may not be installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Aftercart needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Runs `npm ci` unless exactly this lock file is installed already. */
function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.aftercart-installed')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installing packages ...')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(
    npm,
    // The lock file pins versions and hashes, so cached packages need no revalidation.
    ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (done.status !== 0) process.exit(done.status ?? 1)
  writeFileSync(stamp, lock)
}

const script = process.argv[2]
if (!script) {
  console.error('usage: node scripts/run.mjs scripts/NAME.ts [arguments]')
  process.exit(1)
}
requireNode()
ensureInstalled()
process.chdir(root)
process.argv.splice(1, 2, resolve(root, script))
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL(resolve(root, script)).href)
