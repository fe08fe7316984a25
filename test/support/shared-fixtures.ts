import { existsSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../shared/fixtures')

/**
 * Returns the path of a published file or folder outside the repository (`../shared/fixtures`), and
 * whether it exists. If it does not, prints one line that the tests of `suite` are skipped.
 */
export function sharedFixtures(suite: string, path: string): { path: string; exists: boolean } {
  const full = join(FOLDER, path)
  const exists = existsSync(full)
  if (!exists) process.stderr.write(`Skipped: ${suite} (no ../shared/fixtures/${path})\n`)
  return { path: full, exists }
}
