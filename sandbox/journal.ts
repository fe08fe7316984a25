import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** An append-only event log. */
export type Journal<E> = {
  /**
   * Applies the events, then the events that `deriveEvents` returns from the new state, and writes
   * all of them as one line.
   */
  append(events: E[], deriveEvents?: () => E[]): void
  close(): void
}

/**
 * Opens a journal and passes its events to `apply`, oldest first. Each `append` writes one line, so
 * a killed process leaves all of its events or none: an incomplete last line is truncated.
 * The journal survives a crash of the process but not of the machine, because it does not fsync.
 */
export function openJournal<E>(file: string, apply: (event: E) => void): Journal<E> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a+', 0o600)
  const bytes = readFileSync(file)
  const completeLength = bytes.lastIndexOf(0x0a) + 1
  if (completeLength < bytes.length) ftruncateSync(descriptor, completeLength)
  for (const line of bytes.subarray(0, completeLength).toString('utf8').split('\n')) {
    if (line) for (const event of JSON.parse(line)) apply(event)
  }
  return {
    append: (events, deriveEvents) => {
      events.forEach(apply)
      const derived = deriveEvents?.() ?? []
      derived.forEach(apply)
      const line = Buffer.from(`${JSON.stringify([...events, ...derived])}\n`)
      for (let written = 0; written < line.length; ) written += writeSync(descriptor, line, written)
    },
    close: () => closeSync(descriptor),
  }
}
