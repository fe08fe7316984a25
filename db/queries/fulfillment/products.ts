import { and, eq, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products } from '@/db/schema/fulfillment'
import { storefronts } from '@/db/schema/storefronts'
import type { StorefrontId } from '@/domain/ids'

export type NewProduct = Omit<typeof products.$inferInsert, 'id' | 'storefrontId'>

/** Inserts products that the storefront doesn't have yet; doesn't change existing products. */
export async function insertMissingProducts(
  tx: Executor,
  storefrontId: StorefrontId,
  rows: NewProduct[],
): Promise<void> {
  await tx
    .insert(products)
    .values(rows.map((row) => ({ ...row, storefrontId })))
    .onConflictDoNothing()
}

/** Registers a storefront with default settings, keeping later changes. Returns its ID. */
export async function saveStorefront(
  tx: Executor,
  row: typeof storefronts.$inferInsert,
): Promise<string> {
  const { platform, shopDomain, ...settings } = row
  await tx.insert(storefronts).values(row).onConflictDoNothing()
  const isThisShop = and(eq(storefronts.platform, platform), eq(storefronts.shopDomain, shopDomain))
  await tx
    .update(storefronts)
    .set(settings)
    .where(and(isThisShop, isNull(storefronts.shipsFrom)))
  const [saved] = await tx.select({ id: storefronts.id }).from(storefronts).where(isThisShop)
  if (!saved) throw new Error(`The storefront ${shopDomain} could not be saved.`)
  return saved.id
}
