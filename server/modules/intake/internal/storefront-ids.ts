import { ensureStorefront } from '@/db/queries/settings/storefronts'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const ids = new Map<string, Promise<string>>()

/**
 * Returns the id of a shop whose signature was verified; its first webhook registers it. Cached in
 * the process, because a shop's id never changes.
 */
export function storefrontIdOf(platform: 'shopify', shopDomain: string): Promise<string> {
  const key = `${platform} ${shopDomain}`
  const cached = ids.get(key)
  if (cached !== undefined) return cached
  const id = register(platform, shopDomain)
  ids.set(key, id)
  id.catch(() => ids.delete(key))
  return id
}

/** Clears the cache. */
export function forgetStorefronts(): void {
  ids.clear()
}

function register(platform: 'shopify', shopDomain: string): Promise<string> {
  const context: CommandContext = { actor: systemActor('intake'), requestId: '' }
  return runInTransaction(context, (uow) => ensureStorefront(uow.tx, platform, shopDomain))
}
