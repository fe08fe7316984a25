import { setTimeout as pause } from 'node:timers/promises'
import { getDb } from '@/db/client'
import { addRejectedSignatures } from '@/db/queries/webhooks/rejected-signatures'
import { logger } from '@/server/log'

const log = logger('intake')

/** Forged requests can name any shop: beyond this many names they share one counter. */
const MAX_NAMES = 100
const PAUSE_MS = 1_000

let counts = new Map<string, number>()
let saving: Promise<void> | undefined

/** Counts a webhook with an invalid signature, in memory until `saveRejected`. */
export function countRejected(shopDomain: string): void {
  add(shopDomain, 1)
}

function add(shopDomain: string, n: number): void {
  const name = counts.has(shopDomain) || counts.size < MAX_NAMES ? shopDomain : ''
  counts.set(name, (counts.get(name) ?? 0) + n)
}

/**
 * Saves the counts now, and those that arrive meanwhile a second later: a flood of forged webhooks
 * costs one statement per second, and one row per storefront and quarter of an hour.
 */
export function saveRejected(): Promise<void> {
  saving ??= saveAll().finally(() => {
    saving = undefined
  })
  return saving
}

async function saveAll(): Promise<void> {
  while (counts.size > 0) {
    const saved = counts
    counts = new Map()
    try {
      await addRejectedSignatures(getDb(), 'shopify', saved)
    } catch (error) {
      // Retried with the next rejected webhook.
      for (const [name, n] of saved) add(name, n)
      log.error({ err: error }, 'failed to save the count of rejected webhooks')
      return
    }
    await pause(PAUSE_MS)
  }
}
