import { type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { executeBound, type Placeholders, preparedStatement } from '@/db/prepared-statement'
import type { StorefrontId } from '@/domain/ids'

/** A webhook to insert, with the event that starts its processing. */
export type NewWebhook = {
  /** UUIDv7, as is `outboxId`. */
  id: string
  outboxId: string
  platform: 'shopify'
  storefrontId: StorefrontId
  shopDomain: string
  topic: string
  externalId: string
  eventId: string
  resourceId: string
  externalOrderId: string | null
  apiVersion: string
  /** ISO 8601. */
  triggeredAt: string | null
  /** JSON. */
  headers: string
  /** The body as text; the caller has verified that it is UTF-8 without NUL. */
  body: string
  /** unused: inserted without an event. */
  status: 'received' | 'unused'
  requestId: string
}

type Value = Placeholders<{ value: string }>['value']

// The body is sent as text: hexadecimal bytea costs the driver and the server three times as much.
const TYPES: Record<keyof NewWebhook, (value: Value) => SQL> = {
  id: (value) => sql`${value}::uuid`,
  outboxId: (value) => sql`${value}::uuid`,
  platform: (value) => sql`${value}::text`,
  storefrontId: (value) => sql`${value}::uuid`,
  shopDomain: (value) => sql`${value}::text`,
  topic: (value) => sql`${value}::text`,
  externalId: (value) => sql`${value}::text`,
  eventId: (value) => sql`${value}::text`,
  resourceId: (value) => sql`${value}::text`,
  externalOrderId: (value) => sql`${value}::text`,
  apiVersion: (value) => sql`${value}::text`,
  triggeredAt: (value) => sql`${value}::timestamptz`,
  headers: (value) => sql`${value}::text::jsonb`,
  body: (value) => sql`convert_to(${value}::text, 'UTF8')`,
  status: (value) => sql`${value}::text`,
  requestId: (value) => sql`${value}::text`,
}

const FIELDS = Object.keys(TYPES) as (keyof NewWebhook)[]
const toColumn = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const ALL_COLUMNS = sql.raw(FIELDS.map(toColumn).join(', '))
const COLUMNS = sql.raw(
  FIELDS.filter((field) => field !== 'outboxId')
    .map(toColumn)
    .join(', '),
)

/** One statement for webhooks and their outbox rows: one round trip and one commit. */
const composeInsert = (rows: number) =>
  preparedStatement<Record<string, string | null>, { id: string }>((placeholders) => {
    const values = Array.from({ length: rows }, (_, row) => {
      const cells = FIELDS.map((field) => TYPES[field](placeholders[`${field} ${row}`] as Value))
      return sql`(${sql.join(cells, sql`, `)})`
    })
    return sql`
      with incoming (${ALL_COLUMNS}) as (values ${sql.join(values, sql`, `)}),
      stored as (
        insert into webhooks (${COLUMNS}) select ${COLUMNS} from incoming
        on conflict do nothing
        returning id, status
      ),
      events as (
        insert into outbox (id, name, data)
        select i.outbox_id, 'webhook/received',
          jsonb_build_object('webhookId', i.id, 'requestId', i.request_id)
        from incoming i join stored s on s.id = i.id
        where s.status = 'received'
      )
      select id from stored`
  })

/** By number of rows. */
const inserts: ReturnType<typeof composeInsert>[] = []

/**
 * Inserts webhooks, all of them or, when the database rejects one, none. Returns the IDs of the new
 * ones; the others already exist with the same webhook ID or event.
 */
export async function insertWebhooks(webhooks: readonly NewWebhook[]): Promise<Set<string>> {
  const insert = inserts[webhooks.length] ?? composeInsert(webhooks.length)
  inserts[webhooks.length] = insert
  const parameters: (string | null)[] = []
  for (const webhook of webhooks) for (const field of FIELDS) parameters.push(webhook[field])
  const rows = await executeBound<{ id: string }>(getDb(), insert.withParameters(parameters))
  return new Set(rows.map((row) => row.id))
}

const addDuplicate = preparedStatement<
  Pick<NewWebhook, 'platform' | 'shopDomain' | 'externalId' | 'topic' | 'eventId' | 'resourceId'>
>(
  ({ platform, shopDomain, externalId, topic, eventId, resourceId }) => sql`
    update webhooks set duplicates = duplicates + 1
    where platform = ${platform} and shop_domain = ${shopDomain} and (
      external_id = ${externalId}
      or (${eventId} <> '' and topic = ${topic} and event_id = ${eventId} and resource_id = ${resourceId})
    )`,
)

/** Counts another arrival of a webhook that already exists. */
export async function countDuplicate(webhook: NewWebhook): Promise<void> {
  await addDuplicate(getDb(), webhook)
}
