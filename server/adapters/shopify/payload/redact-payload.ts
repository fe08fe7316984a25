import { isLosslessNumber, parse, stringify } from 'lossless-json'

/** Fields with personal data anywhere in a payload. */
const PERSONAL_FIELDS = new Set(
  'email contact_email phone note first_name last_name browser_ip landing_site referring_site order_status_url token cart_token checkout_token credit_card_name'.split(
    ' ',
  ),
)

/** Objects and lists that contain only personal data. */
const PERSONAL_PARTS = new Set(
  'customer shipping_address billing_address default_address addresses destination client_details note_attributes properties'.split(
    ' ',
  ),
)

/** Fields kept inside personal data: they identify no one, and a replay needs them. */
const KEPT_FIELDS = new Set('id customer_id country_code currency created_at updated_at'.split(' '))

/**
 * Returns a payload without personal data. Personal strings become empty; the structure and the
 * digits of numbers stay, so that the webhook can still be parsed and replayed. `isPerson` is true
 * if the whole payload is personal data, as in the customers/* topics.
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
  if (KEPT_FIELDS.has(key) && (typeof item !== 'object' || isLosslessNumber(item))) return item
  if (isPersonal && /^(latitude|longitude)$/.test(key)) return null
  return redact(item, isPersonal || PERSONAL_FIELDS.has(key) || PERSONAL_PARTS.has(key))
}
