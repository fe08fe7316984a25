import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../scripts/embedded-postgres'

const FOLDER = 'bench/floor-app'
const NEXT = 'node_modules/next/dist/bin/next'
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }

let isBuilt = false

/** Builds the app unless this process has: `intake` and `pipeline` both start it. */
function buildOnce(): void {
  if (isBuilt) return
  const built = spawnSync(process.execPath, [NEXT, 'build', FOLDER], {
    stdio: ['ignore', 2, 2],
    env,
  })
  if (built.status !== 0) throw new Error('The floor app could not be built; see the output above.')
  isBuilt = true
}

/**
 * Builds and starts a Next.js app whose only route reads a body: the floor of the intake benchmark.
 * It has the product's version of Next.js and none of its code.
 */
export async function startFloorApp(): Promise<{ url: string; stop: () => void }> {
  buildOnce()
  const port = await freePort()
  const child = spawn(process.execPath, [NEXT, 'start', FOLDER, '-p', String(port)], {
    stdio: 'ignore',
    env,
  })
  const url = `http://127.0.0.1:${port}/body`
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(url, { method: 'POST', body: '{}' }).catch(() => undefined)
    if (answer?.ok) return { url, stop: () => child.kill() }
    await delay(100)
  }
  child.kill()
  throw new Error('The floor app did not answer within 20 s.')
}
