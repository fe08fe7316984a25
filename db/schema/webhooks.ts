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

/** Every webhook as received, kept permanently. */
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
    /** The storefront's id of the webhook; a repeated id is a duplicate. */
    externalId: text().notNull(),
    /** The storefront's id of the event; '' without one. */
    eventId: text().notNull().default(''),
    /** The `id` of the resource in the payload, as exact digits; '' without one. */
    resourceId: text().notNull().default(''),
    apiVersion: text().notNull().default(''),
    triggeredAt: at(),
    receivedAt: at().notNull().defaultNow(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    body: bytea().notNull(),
    /** received: to be processed; waiting: for its order; unused: a topic that we do not use. */
    status: text({
      enum: ['received', 'processed', 'waiting', 'superseded', 'unused', 'unreadable'],
    })
      .notNull()
      .default('received'),
    /** The storefront's id of the order; from the payload's top level until the webhook is parsed. */
    externalOrderId: text(),
    /** Why it is waiting, superseded or unreadable, as text. */
    reason: text(),
    processedAt: at(),
    /** How often the webhook was repeated. */
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
 * Webhooks rejected for an invalid signature, counted by 15 minutes and storefront. The webhooks are
 * not stored.
 */
export const rejectedSignatures = pgTable(
  'rejected_signatures',
  {
    bucketAt: at().notNull(),
    /** Null for shops without any signed webhook, whatever name they claimed. */
    storefrontId: uuid()
      .$type<StorefrontId>()
      .references(() => storefronts.id, { onDelete: 'cascade' }),
    count: integer().notNull(),
  },
  (t) => [unique('rejected_signatures_bucket').on(t.bucketAt, t.storefrontId).nullsNotDistinct()],
)

/** Events to send to the pipeline engine, inserted in the transaction that caused them. */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the event's idempotency key at the engine. */
    id: id(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    sentAt: at(),
    /** The claim of a sender expires then, and another may claim the row. */
    claimedUntil: at(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (t) => [index('outbox_unsent').on(t.id).where(sql`${t.sentAt} is null`)],
)
