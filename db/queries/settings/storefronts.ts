import { and, asc, eq } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { storefronts } from '@/db/schema/storefronts'
import type { StorefrontId } from '@/domain/ids'

type Platform = (typeof storefronts.$inferSelect)['platform']

/** Returns the ID of a shop; registers an unknown shop under its domain. */
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

type StorefrontRow = typeof storefronts.$inferSelect

/** The settings of a shop that users can change. */
export type StorefrontSettings = Pick<
  StorefrontRow,
  'name' | 'shipsFromCountry' | 'shipsFrom' | 'allocatesStock' | 'writesBack'
>

export function listStorefronts(): Promise<StorefrontRow[]> {
  return getDb().select().from(storefronts).orderBy(asc(storefronts.name), asc(storefronts.id))
}

/** Locks a shop's row; undefined when it does not exist. */
export async function lockStorefront(
  tx: Executor,
  storefrontId: StorefrontId,
): Promise<StorefrontRow | undefined> {
  const [row] = await tx
    .select()
    .from(storefronts)
    .where(eq(storefronts.id, storefrontId))
    .for('update')
  return row
}

export async function saveStorefrontSettings(
  tx: Executor,
  storefrontId: StorefrontId,
  settings: StorefrontSettings,
): Promise<void> {
  await tx.update(storefronts).set(settings).where(eq(storefronts.id, storefrontId))
}
