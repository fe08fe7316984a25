import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** An append-only record of what happened. */
export type Journal<E> = {
  /**
   * Applies the events, then those that follow from the new state, and returns when the system
   * has all of them in one piece.
   */
  append(events: E[], andThen?: () => E[]): void
  close(): void
}

/**
 * Opens a journal and hands everything in it to `apply`, oldest first. One `append` is one line,
 * so a kill leaves all of it or nothing: a torn last line is cut off.
 * Survives the process's own death, not the machine's (nothing is forced to disk).
 */
export function openJournal<E>(file: string, apply: (event: E) => void): Journal<E> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a+', 0o600)
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) ftruncateSync(descriptor, whole)
  for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
    if (line) for (const event of JSON.parse(line)) apply(event)
  }
  return {
    append: (events, andThen) => {
      events.forEach(apply)
      const following = andThen?.() ?? []
      following.forEach(apply)
      const line = Buffer.from(`${JSON.stringify([...events, ...following])}\n`)
      for (let written = 0; written < line.length; ) written += writeSync(descriptor, line, written)
    },
    close: () => closeSync(descriptor),
  }
}
