import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { customers } from '@/db/schema/customers'
import type { CustomerId, StorefrontId } from '@/domain/ids'
import type { CustomerSnapshot } from '@/domain/order/order-snapshot'
import { rowWriter } from '../sql/row-writer'
import { preparedRows } from '../sql/whole-rows'

export type CustomerRow = typeof customers.$inferSelect

const customerCalled = preparedRows(customers)<{ storefrontId: StorefrontId; externalId: string }>(
  ({ storefrontId, externalId }) =>
    sql`where storefront_id = ${storefrontId} and external_id = ${externalId}`,
)

export async function findCustomer(
  tx: Executor,
  storefrontId: StorefrontId,
  externalId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await customerCalled(tx, { storefrontId, externalId })
  return row
}

/** The customer of that id, of whom nothing need be known yet. */
export async function findOrAddCustomer(
  tx: Executor,
  storefrontId: StorefrontId,
  externalId: string,
): Promise<CustomerRow> {
  await tx.insert(customers).values({ storefrontId, externalId }).onConflictDoNothing()
  const found = await findCustomer(tx, storefrontId, externalId)
  if (!found) throw new Error(`The customer ${externalId} could not be stored.`)
  return found
}

/** `wasSaved`: it shows what the storefront said; otherwise the row stayed as it was. */
export type SavedCustomer = { id: string; wasSaved: boolean; isErased: boolean }

const writeCustomers = rowWriter(
  customers,
  sql`on conflict (storefront_id, external_id) do update
    set email = excluded.email, phone = excluded.phone, first_name = excluded.first_name,
      last_name = excluded.last_name, locale = excluded.locale, note = excluded.note,
      storefront_updated_at = excluded.storefront_updated_at, version = customers.version + 1
    where customers.redacted_at is null
      and coalesce(customers.storefront_updated_at, '-infinity') <= excluded.storefront_updated_at
    returning id`,
)

/**
 * Stores what a storefront says of a customer unless something newer is stored already, or the
 * customer's data was erased: then the row stays as it is.
 */
export async function saveCustomer(
  tx: Executor,
  storefrontId: StorefrontId,
  { updatedAt, ...snapshot }: CustomerSnapshot,
): Promise<SavedCustomer> {
  const { externalId } = snapshot
  const row = { storefrontId, ...snapshot, storefrontUpdatedAt: updatedAt }
  const [saved] = await writeCustomers(tx, [row])
  if (saved) return { id: String(saved.id), wasSaved: true, isErased: false }
  const known = await findCustomer(tx, storefrontId, externalId)
  if (!known) throw new Error(`The customer ${externalId} could not be stored.`)
  return { id: known.id, wasSaved: false, isErased: known.redactedAt !== null }
}

/** Erases everything personal of a customer; the row stays, so that orders keep their owner. */
export async function redactCustomer(
  tx: Executor,
  customerId: CustomerId,
  now: Date,
): Promise<void> {
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
  customerId: CustomerId,
): Promise<CustomerRow | undefined> {
  const [row] = await tx.select().from(customers).where(eq(customers.id, customerId))
  return row
}
