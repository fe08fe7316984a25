import { boolean, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { StorefrontId } from '@/domain/ids'
import { createdAt, id } from './columns'

/** A shop that sends us orders. Its first webhook with a valid signature registers it. */
export const storefronts = pgTable(
  'storefronts',
  {
    id: id<StorefrontId>(),
    platform: text({ enum: ['shopify'] }).notNull(),
    shopDomain: text().notNull(),
    name: text().notNull(),
    /** ISO 3166-1 alpha-2: the origin of parcels, which determines whether customs apply. */
    shipsFromCountry: text().notNull().default('US'),
    /** The sender on labels; while it is null, no labels can be bought. */
    shipsFrom: jsonb().$type<{
      address1: string
      city: string
      provinceCode?: string
      postalCode: string
      phone?: string
    }>(),
    /** False: the storefront manages its stock, and `allocate` does nothing. */
    allocatesStock: boolean().notNull().default(false),
    /** False: tracking numbers are not written back, and `sync` is skipped. */
    writesBack: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('storefronts_platform_domain').on(t.platform, t.shopDomain)],
)
