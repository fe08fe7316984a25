import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { CustomerId, StorefrontId } from '@/domain/ids'
import { at, createdAt, id } from './columns'
import { storefronts } from './storefronts'

export const customers = pgTable(
  'customers',
  {
    id: id<CustomerId>(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    /** The storefront's customer id, exact digits. */
    externalId: text().notNull(),
    email: text(),
    phone: text(),
    firstName: text(),
    lastName: text(),
    /** BCP 47, from the storefront. */
    locale: text(),
    note: text(),
    storefrontUpdatedAt: at(),
    /** When personal data was erased at the storefront's request. */
    redactedAt: at(),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('customers_external').on(t.storefrontId, t.externalId),
    index('customers_email').on(t.email),
    index('customers_phone').on(sql`regexp_replace(${t.phone}, '[^0-9]', '', 'g')`),
  ],
)
