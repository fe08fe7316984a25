import { getSql } from '@/db/client'
import type { StorefrontId } from '@/domain/ids'

/** A storefront's message to be stored, with the event that starts its processing. */
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
  /** The body's bytes as text, which they are: they were checked to be UTF-8 without NUL. */
  body: string
  /** unused: stored without an event. */
  status: 'received' | 'unused'
  requestId: string
}

// Text is a third of the driver's and the server's work that hexadecimal bytea would be.
const TYPES: Record<keyof NewWebhook, (parameter: string) => string> = {
  id: (p) => `${p}::uuid`,
  outboxId: (p) => `${p}::uuid`,
  platform: (p) => `${p}::text`,
  storefrontId: (p) => `${p}::uuid`,
  shopDomain: (p) => `${p}::text`,
  topic: (p) => `${p}::text`,
  externalId: (p) => `${p}::text`,
  eventId: (p) => `${p}::text`,
  resourceId: (p) => `${p}::text`,
  externalOrderId: (p) => `${p}::text`,
  apiVersion: (p) => `${p}::text`,
  triggeredAt: (p) => `${p}::timestamptz`,
  headers: (p) => `${p}::text::jsonb`,
  body: (p) => `convert_to(${p}::text, 'UTF8')`,
  status: (p) => `${p}::text`,
  requestId: (p) => `${p}::text`,
}

const FIELDS = Object.keys(TYPES) as (keyof NewWebhook)[]
const toColumn = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const COLUMNS = FIELDS.filter((field) => field !== 'outboxId')
  .map(toColumn)
  .join(', ')
const statements: string[] = []

/** One statement, so one round trip and one commit, for webhooks and their outbox rows. */
function statementFor(rows: number): string {
  const known = statements[rows]
  if (known) return known
  const values = Array.from({ length: rows }, (_, row) => {
    const cells = FIELDS.map((field, n) => TYPES[field](`$${row * FIELDS.length + n + 1}`))
    return `(${cells.join(', ')})`
  })
  const statement = `
    with incoming (${FIELDS.map(toColumn).join(', ')}) as (values ${values.join(', ')}),
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
  statements[rows] = statement
  return statement
}

/**
 * Stores webhooks, all or (when one is refused by the database) none. Returns the ids of those
 * that are new; the others were there already, by their webhook id or by their event.
 */
export async function insertWebhooks(webhooks: readonly NewWebhook[]): Promise<Set<string>> {
  const parameters: (string | null)[] = []
  for (const webhook of webhooks) for (const field of FIELDS) parameters.push(webhook[field])
  const rows = await getSql().unsafe<{ id: string }[]>(statementFor(webhooks.length), parameters, {
    prepare: true,
  })
  return new Set(rows.map((row) => row.id))
}

/** Counts one more arrival of a message that is stored already. */
export async function countDuplicate(webhook: NewWebhook): Promise<void> {
  const { platform, shopDomain, externalId, topic, eventId, resourceId } = webhook
  await getSql()`
    update webhooks set duplicates = duplicates + 1
    where platform = ${platform} and shop_domain = ${shopDomain} and (
      external_id = ${externalId}
      or (${eventId} <> '' and topic = ${topic} and event_id = ${eventId} and resource_id = ${resourceId})
    )`
}
