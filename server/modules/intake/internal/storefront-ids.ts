import { ensureStorefront } from '@/db/queries/settings/storefronts'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const ids = new Map<string, Promise<string>>()

/**
 * The id of a shop whose signature was verified; the first webhook of a shop registers it.
 * Kept in the process: a shop's id never changes.
 */
export function storefrontIdOf(platform: 'shopify', shopDomain: string): Promise<string> {
  const key = `${platform} ${shopDomain}`
  const known = ids.get(key)
  if (known !== undefined) return known
  const id = register(platform, shopDomain)
  ids.set(key, id)
  id.catch(() => ids.delete(key))
  return id
}

/** Asks the database again from now on. */
export function forgetStorefronts(): void {
  ids.clear()
}

function register(platform: 'shopify', shopDomain: string): Promise<string> {
  const context: CommandContext = { actor: systemActor('intake'), requestId: '' }
  return runInTransaction(context, (uow) => ensureStorefront(uow.tx, platform, shopDomain))
}
