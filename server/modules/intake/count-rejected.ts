import { setTimeout as pause } from 'node:timers/promises'
import { oneStatement } from '@/db/client'
import { addRejectedSignatures } from '@/db/queries/webhooks/rejected-signatures'
import { logger } from '@/server/log'

const log = logger('intake')

/** Whoever sends forged messages decides what they name: beyond so many names they are one. */
const MAX_NAMES = 100
const PAUSE_MS = 1_000

let counts = new Map<string, number>()
let saving: Promise<void> | undefined

/** Counts a message that was refused for its signature, in memory until `saveRejected`. */
export function countRejected(shopDomain: string): void {
  add(shopDomain, 1)
}

function add(shopDomain: string, n: number): void {
  const name = counts.has(shopDomain) || counts.size < MAX_NAMES ? shopDomain : ''
  counts.set(name, (counts.get(name) ?? 0) + n)
}

/**
 * Writes what was counted: at once, and what comes meanwhile a second later, so that a flood of
 * forged messages costs one statement a second and a row for each storefront and quarter of an hour.
 */
export function saveRejected(): Promise<void> {
  saving ??= saveAll().finally(() => {
    saving = undefined
  })
  return saving
}

async function saveAll(): Promise<void> {
  while (counts.size > 0) {
    const taken = counts
    counts = new Map()
    try {
      await addRejectedSignatures(oneStatement(), 'shopify', taken)
    } catch (error) {
      // The next message that is refused tries again.
      for (const [name, n] of taken) add(name, n)
      log.error({ err: error }, 'refused messages could not be counted')
      return
    }
    await pause(PAUSE_MS)
  }
}
