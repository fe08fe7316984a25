import { and, eq } from 'drizzle-orm'
import type { Executor } from '../client'
import { storefronts } from '../schema/storefronts'

type Platform = (typeof storefronts.$inferSelect)['platform']

/** The id of a shop; one that was never heard of is registered under its domain. */
export async function ensureStorefront(
  tx: Executor,
  platform: Platform,
  shopDomain: string,
): Promise<string> {
  const isThisShop = and(eq(storefronts.platform, platform), eq(storefronts.shopDomain, shopDomain))
  const find = () => tx.select({ id: storefronts.id }).from(storefronts).where(isThisShop)
  const [known] = await find()
  if (known) return known.id
  const [added] = await tx
    .insert(storefronts)
    .values({ platform, shopDomain, name: shopDomain })
    .onConflictDoNothing({ target: [storefronts.platform, storefronts.shopDomain] })
    .returning({ id: storefronts.id })
  const row = added ?? (await find())[0]
  if (!row) throw new Error(`The shop ${shopDomain} could not be registered.`)
  return row.id
}
