import { and, eq } from 'drizzle-orm'
import type { Executor } from '../client'
import { products } from '../schema/fulfilment'
import { storefronts } from '../schema/storefronts'

export type NewProduct = Omit<typeof products.$inferInsert, 'id' | 'storefrontId'>

/** Adds products that the storefront does not have yet; leaves the others and their stock alone. */
export async function insertMissingProducts(
  tx: Executor,
  storefrontId: string,
  rows: NewProduct[],
): Promise<void> {
  await tx
    .insert(products)
    .values(rows.map((row) => ({ ...row, storefrontId })))
    .onConflictDoNothing()
}

/** Registers a storefront or brings its settings up to date; returns its id. */
export async function saveStorefront(
  tx: Executor,
  row: typeof storefronts.$inferInsert,
): Promise<string> {
  const { platform, shopDomain, ...settings } = row
  await tx.insert(storefronts).values(row).onConflictDoNothing()
  const [saved] = await tx
    .update(storefronts)
    .set(settings)
    .where(and(eq(storefronts.platform, platform), eq(storefronts.shopDomain, shopDomain)))
    .returning({ id: storefronts.id })
  if (!saved) throw new Error(`The storefront ${shopDomain} could not be saved.`)
  return saved.id
}
