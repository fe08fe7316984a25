import { isLosslessNumber, parse, stringify } from 'lossless-json'

/** Fields that are about a person wherever they stand. */
const PERSONAL_FIELDS = new Set(
  'email contact_email phone note first_name last_name browser_ip landing_site referring_site order_status_url token cart_token checkout_token credit_card_name'.split(
    ' ',
  ),
)

/** Objects and lists that are about a person as a whole. */
const PERSONAL_PARTS = new Set(
  'customer shipping_address billing_address default_address addresses destination client_details note_attributes properties'.split(
    ' ',
  ),
)

/** What stays inside of those: it identifies nobody by itself, and a replay needs it. */
const KEPT = new Set('id customer_id country_code currency created_at updated_at'.split(' '))

/**
 * A payload without what is about a person: texts become empty, everything else keeps its place
 * and its exact digits, so that the message can still be read and replayed. `isPerson`: all of it
 * is about one, as in the customers/* topics.
 */
export function redactPayload(body: Uint8Array, isPerson: boolean): Buffer {
  const payload = parse(new TextDecoder().decode(body))
  return Buffer.from(stringify(redact(payload, isPerson)) ?? '{}')
}

function redact(value: unknown, isPersonal: boolean): unknown {
  if (typeof value === 'string') return isPersonal ? '' : value
  if (isLosslessNumber(value) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => redact(item, isPersonal))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redactField(key, item, isPersonal)]),
  )
}

function redactField(key: string, item: unknown, isPersonal: boolean): unknown {
  if (KEPT.has(key) && (typeof item !== 'object' || isLosslessNumber(item))) return item
  if (isPersonal && /^(latitude|longitude)$/.test(key)) return null
  return redact(item, isPersonal || PERSONAL_FIELDS.has(key) || PERSONAL_PARTS.has(key))
}
