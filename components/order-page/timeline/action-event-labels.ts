import { because, type EventData, textIn, withWord } from './event-data'

const FIELDS: Record<string, string> = {
  name: 'name',
  company: 'company',
  address1: 'address',
  address2: 'second line',
  city: 'city',
  province: 'province',
  provinceCode: 'province code',
  postalCode: 'postal code',
  countryCode: 'country',
  phone: 'phone',
}

/** What people did to the order, in sentences with what was before and after. */
export const ACTION_EVENTS: Record<string, (data: EventData) => string> = {
  'order.held': (data) => `Put the order on hold${because(data)}`,
  'order.released': (data) => `Released the order${because(data)}`,
  'order.assigned': (data) => {
    const [before, after] = [textIn(data, 'before'), textIn(data, 'after')]
    if (!after) return `Took the order from ${before}`
    return `Gave the order to ${after}${withWord(', before ', before)}`
  },
  'tag.added': (data) => `Added the tag ${textIn(data, 'tag')}`,
  'tag.removed': (data) => `Took the tag ${textIn(data, 'tag')} off`,
  'address.edited': (data) => `Corrected the shipping address${addressChanges(data)}`,
  'note.added': (data) => `Wrote a note${mentioned(data)}`,
  'note.edited': (data) => `Edited a note${mentioned(data)}`,
  'receipt.requested': () => 'Asked for the receipt to be sent again',
  'receipt.sent_again': () => 'The receipt was sent to the customer again',
}

/** `: city “Dover” → “Köln”`; only the fields once the customer's data was erased. */
function addressChanges({ fields, before, after }: EventData): string {
  if (!Array.isArray(fields) || fields.length === 0) return ''
  const changes = fields.map((field: unknown) => {
    const name = FIELDS[String(field)] ?? String(field)
    if (!isTexts(before) || !isTexts(after)) return name
    return `${name} “${before[String(field)] ?? ''}” → “${after[String(field)] ?? ''}”`
  })
  return `: ${changes.join(', ')}`
}

function mentioned({ mentions }: EventData): string {
  if (!Array.isArray(mentions) || mentions.length === 0) return ''
  return ` for ${new Intl.ListFormat('en').format(mentions.map(String))}`
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
