import { sql } from 'drizzle-orm'
import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at, id } from '../columns'
import { orderId } from './orders'

export const orderAddresses = pgTable(
  'order_addresses',
  {
    id: id(),
    orderId: orderId(),
    kind: text({ enum: ['shipping', 'billing'] }).notNull(),
    name: text().notNull().default(''),
    company: text(),
    address1: text().notNull().default(''),
    address2: text(),
    city: text().notNull().default(''),
    province: text(),
    provinceCode: text(),
    postalCode: text(),
    /** ISO 3166-1 alpha-2; '' when unknown. */
    countryCode: text().notNull().default(''),
    phone: text(),
    /** Names of fields that are empty because they contained only emoji. */
    emptiedFields: text().array().notNull().default(sql`'{}'`),
    /** When a user changed it; storefront updates no longer change it. */
    editedAt: at(),
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('order_addresses_kind').on(t.orderId, t.kind)],
)
