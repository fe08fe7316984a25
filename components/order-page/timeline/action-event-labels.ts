import { type EventData, reasonOf, textIn, withPrefix } from './event-data'

const FIELDS: Record<string, string> = {
  name: 'name',
  company: 'company',
  address1: 'address',
  address2: 'address line 2',
  city: 'city',
  province: 'province',
  provinceCode: 'province code',
  postalCode: 'postal code',
  countryCode: 'country',
  phone: 'phone',
}

/** Sentences for the actions of staff on the order, with previous and new values. */
export const ACTION_EVENTS: Record<string, (data: EventData) => string> = {
  'order.held': (data) => `Held the order${reasonOf(data)}`,
  'order.released': (data) => `Released the order${reasonOf(data)}`,
  'order.assigned': (data) => {
    const [before, after] = [textIn(data, 'before'), textIn(data, 'after')]
    if (!after) return `Unassigned ${before}`
    return `Assigned the order to ${after}${withPrefix(', previously ', before)}`
  },
  'tag.added': (data) => `Added tag ${textIn(data, 'tag')}`,
  'tag.removed': (data) => `Removed tag ${textIn(data, 'tag')}`,
  'address.edited': (data) => `Edited the shipping address${addressChanges(data)}`,
  'note.added': (data) => `Added a note${mentioned(data)}`,
  'note.edited': (data) => `Edited a note${mentioned(data)}`,
  'receipt.requested': () => 'Requested a resend of the receipt',
  'receipt.resent': () => 'Receipt resent to the customer',
}

/** Returns `: city “Dover” → “Köln”`; only the field names once the customer's data is erased. */
function addressChanges({ fields, before, after }: EventData): string {
  if (!Array.isArray(fields) || fields.length === 0) return ''
  const changes = fields.map((field: unknown) => {
    const name = FIELDS[String(field)] ?? String(field)
    if (!isStringRecord(before) || !isStringRecord(after)) return name
    return `${name} “${before[String(field)] ?? ''}” → “${after[String(field)] ?? ''}”`
  })
  return `: ${changes.join(', ')}`
}

/** Returns ` mentioning Ada and Leon`; '' without mentions. */
function mentioned({ mentions }: EventData): string {
  if (!Array.isArray(mentions) || mentions.length === 0) return ''
  return ` mentioning ${new Intl.ListFormat('en').format(mentions.map(String))}`
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
