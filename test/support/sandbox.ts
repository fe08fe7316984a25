import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '../../sandbox/server'

export type TestSandbox = Sandbox & {
  /** Restarts the sandbox with its stored state, on other ports. */
  restart(): Promise<TestSandbox>
}

/** Starts a sandbox in this process, on free ports. `stop` deletes its folder. */
export async function startTestSandbox(
  folder: string = mkdtempSync(join(tmpdir(), 'aftercart-sandbox-')),
  retryScale = 0.001,
): Promise<TestSandbox> {
  const sandbox = await startSandbox({ folder, port: 0, smtpPort: 0, retryScale })
  return {
    ...sandbox,
    stop: async () => {
      await sandbox.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    restart: async () => {
      await sandbox.stop()
      return startTestSandbox(folder, retryScale)
    },
  }
}

/** Starts an HTTP server with `listener`, for error pages, truncated responses and timeouts. */
export async function startBrokenVendor(
  listener: RequestListener,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
