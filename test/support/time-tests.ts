import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** `now()` in SQL is not among them: tests use it to move rows by an interval, on any clock. */
const TIME = [
  // A date.
  /\b20\d\d-\d\d-\d\d/,
  // The current time.
  /\bnew Date\(\)|\bDate\.now\b|\bTemporal\.Now\b/,
  // The time zone or the locale.
  /\bIntl\.|\.toLocale|\btimeZone\b/,
]

/** Tests that run under the real clock only, by how their names begin, and why. */
const EXCLUDED: Record<string, string> = {
  'exception-catalog': 'takes a minute; triage.test.ts waits until the same relative dates',
  'crash.test': 'takes half a minute; it only measures how long something takes',
}

/** Whether the source of a test mentions a date, the current time, a time zone or the locale. */
export const mentionsTime = (source: string): boolean => TIME.some((word) => word.test(source))

/** The unit, database and pipeline tests of the repository that mention time, sorted. */
export function listTimeTests(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|e2e$)/.test(entry.name))
    .flatMap(({ name }) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${name}/${file}`,
      ),
    )
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((file) => !Object.keys(EXCLUDED).some((name) => basename(file).startsWith(name)))
    .filter((file) => mentionsTime(readFileSync(join(root, file), 'utf8')))
    .toSorted()
}
