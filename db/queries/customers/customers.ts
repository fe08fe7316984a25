import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { customers } from '@/db/schema/customers'
import type { CustomerId, StorefrontId } from '@/domain/ids'
import type { CustomerSnapshot } from '@/domain/order/order-snapshot'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'

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

/** Returns the customer with this storefront ID; inserts an empty row for an unknown one. */
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

/** `wasSaved`: the row was updated; otherwise it didn't change. */
export type SavedCustomer = { id: string; wasSaved: boolean; isErased: boolean }

const writeCustomers = preparedInsert(
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
 * Saves a storefront's customer unless a newer version is stored or the customer was erased: then the
 * row doesn't change.
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

/** Erases a customer's personal data; the row stays, so that orders keep their customer. */
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
