import { sql } from 'drizzle-orm'
import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { StorefrontId, WebhookId } from '@/domain/ids'
import { at, createdAt, id } from './columns'
import { storefronts } from './storefronts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Every storefront message as it came, kept for ever. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id<WebhookId>(),
    platform: text({ enum: ['shopify'] }).notNull(),
    shopDomain: text().notNull(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id),
    topic: text().notNull(),
    /** The storefront's id of this message; a repeat of it is a duplicate. */
    externalId: text().notNull(),
    /** The storefront's id of what happened; '' when it sent none. */
    eventId: text().notNull().default(''),
    /** The `id` of the resource in the payload, as its exact digits; '' when it has none. */
    resourceId: text().notNull().default(''),
    apiVersion: text().notNull().default(''),
    triggeredAt: at(),
    receivedAt: at().notNull().defaultNow(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    body: bytea().notNull(),
    /** received: to be worked; waiting: for its order; unused: a topic we do not use. */
    status: text({
      enum: ['received', 'processed', 'waiting', 'superseded', 'unused', 'unreadable'],
    })
      .notNull()
      .default('received'),
    /** The storefront's order id this message is about; what its top level says until it is read. */
    externalOrderId: text(),
    /** Why it is waiting, superseded or unreadable, in words. */
    reason: text(),
    processedAt: at(),
    /** How often the same message came again. */
    duplicates: integer().notNull().default(0),
    requestId: text().notNull(),
  },
  (t) => [
    uniqueIndex('webhooks_external').on(t.platform, t.shopDomain, t.externalId),
    uniqueIndex('webhooks_event')
      .on(t.platform, t.shopDomain, t.topic, t.eventId, t.resourceId)
      .where(sql`${t.eventId} <> ''`),
    index('webhooks_order').on(t.storefrontId, t.externalOrderId),
    index('webhooks_unsettled')
      .on(t.status, t.id)
      .where(sql`${t.status} in ('received', 'waiting', 'unreadable')`),
    index('webhooks_received').on(t.receivedAt),
    index('webhooks_topic').on(t.topic, t.id),
  ],
)

/**
 * How many messages were refused for their signature, by quarter of an hour and storefront: of the
 * message itself nothing is kept.
 */
export const rejectedSignatures = pgTable(
  'rejected_signatures',
  {
    bucketAt: at().notNull(),
    /** Null: of a shop that no signed message ever came from, whatever it called itself. */
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id, { onDelete: 'cascade' }),
    count: integer().notNull(),
  },
  (t) => [unique('rejected_signatures_bucket').on(t.bucketAt, t.storefrontId).nullsNotDistinct()],
)

/** Events to send to the pipeline engine, written in the transaction that caused them. */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the event's idempotency key at the engine. */
    id: id(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    sentAt: at(),
    /** A sender holds the row until then; afterwards another may take it. */
    claimedUntil: at(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (t) => [index('outbox_unsent').on(t.id).where(sql`${t.sentAt} is null`)],
)
