import { and, eq, sql } from 'drizzle-orm'
import type { CustomerSnapshot } from '@/server/domain/order-snapshot'
import type { Executor } from '../client'
import { customers } from '../schema/customers'

export type CustomerRow = typeof customers.$inferSelect

export async function findCustomer(
  tx: Executor,
  storefrontId: string,
  externalId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await tx
    .select()
    .from(customers)
    .where(and(eq(customers.storefrontId, storefrontId), eq(customers.externalId, externalId)))
  return row
}

/** `wasSaved`: it shows what the storefront said; otherwise the row stayed as it was. */
export type SavedCustomer = { id: string; wasSaved: boolean; isErased: boolean }

/**
 * Stores what a storefront says of a customer unless something newer is stored already, or the
 * customer's data was erased: then the row stays as it is.
 */
export async function saveCustomer(
  tx: Executor,
  storefrontId: string,
  { updatedAt, ...snapshot }: CustomerSnapshot,
): Promise<SavedCustomer> {
  const { externalId, ...facts } = snapshot
  const [saved] = await tx
    .insert(customers)
    .values({ storefrontId, externalId, ...facts, storefrontUpdatedAt: updatedAt })
    .onConflictDoUpdate({
      target: [customers.storefrontId, customers.externalId],
      set: { ...facts, storefrontUpdatedAt: updatedAt, version: sql`${customers.version} + 1` },
      setWhere: sql`${customers.redactedAt} is null and coalesce(${customers.storefrontUpdatedAt}, '-infinity') <= excluded.storefront_updated_at`,
    })
    .returning({ id: customers.id })
  if (saved) return { id: saved.id, wasSaved: true, isErased: false }
  const row = await findCustomer(tx, storefrontId, externalId)
  if (!row) throw new Error(`The customer ${externalId} could not be stored.`)
  return { id: row.id, wasSaved: false, isErased: row.redactedAt !== null }
}

/** Erases everything personal of a customer; the row stays, so that orders keep their owner. */
export async function redactCustomer(tx: Executor, customerId: string, now: Date): Promise<void> {
  await tx
    .update(customers)
    .set({
      email: null,
      phone: null,
      firstName: null,
      lastName: null,
      locale: null,
      note: null,
      redactedAt: now,
      version: sql`${customers.version} + 1`,
    })
    .where(eq(customers.id, customerId))
}

export async function findCustomerById(
  tx: Executor,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await tx.select().from(customers).where(eq(customers.id, customerId))
  return row
}
