import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Returns the command line of a running process; undefined when it does not exist. */
function commandLine(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/**
 * Locks the folder so that only this process runs a portal on it; returns the release function. The lock
 * of a killed process is ignored.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'portal.pid')
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (holder !== process.pid && commandLine(holder)?.includes('node'))
    throw new Error(
      `A portal already runs on ${folder} (process ${holder}). Stop it, or set AFTERCART_DATA_DIR to another folder.`,
    )
  writeFileSync(file, String(process.pid), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** Ends the parts of a portal whose supervisor was killed. */
export async function endLeftovers(folder: string): Promise<void> {
  const file = join(folder, 'processes.json')
  if (!existsSync(file)) return
  const { postgres: _, ...parts }: Record<string, number> = JSON.parse(readFileSync(file, 'utf8'))
  for (const pid of Object.values(parts)) {
    const isOurs = () => /next|server\/(worker|runner)|sandbox\/main/.test(commandLine(pid) ?? '')
    if (!isOurs()) continue
    process.kill(pid, 'SIGTERM')
    for (let i = 0; i < 50 && isOurs(); i++) await delay(100)
    if (isOurs()) process.kill(pid, 'SIGKILL')
  }
  rmSync(file, { force: true })
}
