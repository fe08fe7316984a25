import { boolean, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { StorefrontId } from '@/domain/ids'
import { createdAt, id } from './columns'

/** A shop that sends us orders. The first webhook with a valid signature registers it. */
export const storefronts = pgTable(
  'storefronts',
  {
    id: id<StorefrontId>(),
    platform: text({ enum: ['shopify'] }).notNull(),
    shopDomain: text().notNull(),
    name: text().notNull(),
    /** ISO 3166-1 alpha-2: where parcels start, which decides what is a customs border. */
    shipsFromCountry: text().notNull().default('US'),
    /** The sender on labels; null: none was given, and no label can be bought. */
    shipsFrom: jsonb().$type<{
      address1: string
      city: string
      provinceCode?: string
      postalCode: string
      phone?: string
    }>(),
    /** False: the storefront keeps the stock itself, `allocate` reserves nothing here. */
    allocatesStock: boolean().notNull().default(false),
    /** False: tracking numbers are not written back, `sync` is skipped. */
    writesBack: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('storefronts_platform_domain').on(t.platform, t.shopDomain)],
)
