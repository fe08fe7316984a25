import { exceptionDetail } from '../exception/exception-detail'
import { exceptionTitle, isTechnical } from '../exception/exception-title'
import { formatMoney, isCurrency, MoneyError, parseAmount } from '../money/money'
import { isPipelineStep, STEP_NAMES } from '../pipeline/step-labels'

/** Returns a non-empty string value; undefined for anything else. */
export function textIn<Data extends object>(
  data: Data,
  key: keyof Data & string,
): string | undefined {
  const value: unknown = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Returns the value behind a prefix, or '' without a value: `withPrefix(', tracking ', number)`. */
export const withPrefix = (prefix: string, value: string | undefined) =>
  value ? prefix + value : ''

/** Returns ` (Monday)` for `Monday`; '' without a value. */
export const inParentheses = (value: string | undefined) => (value ? ` (${value})` : '')

/** Returns `: ` and the reason of an event; '' without one. */
export const reasonOf = (data: { reason?: unknown }) => withPrefix(': ', textIn(data, 'reason'))

/** Returns `: ` and the note of an event; '' without one. */
export const noteOf = (data: { note?: unknown }) => withPrefix(': ', textIn(data, 'note'))

/** Returns the display name of the event's step. */
export function stepIn(data: { step?: unknown }): string {
  const step = textIn(data, 'step') ?? 'A step'
  return isPipelineStep(step) ? STEP_NAMES[step].name : step
}

/** Returns the title of the event's exception, with its message unless that is technical. */
export function exceptionIn(data: { kind?: unknown; message?: unknown }): string {
  const exception = { kind: textIn(data, 'kind') ?? '', message: textIn(data, 'message') ?? '' }
  const [title, detail] = [exceptionTitle(exception), exceptionDetail(exception)]
  return detail && !isTechnical(exception) ? `${title} ${detail}` : title
}

/** Returns the amount formatted for the locale; unchanged when it is not a valid decimal. */
export function amountIn(data: { amount?: unknown; currency?: unknown }, locale: string): string {
  const [amount, currency] = [textIn(data, 'amount') ?? '', textIn(data, 'currency') ?? '']
  if (!isCurrency(currency)) return amount
  try {
    return formatMoney(parseAmount(amount, currency), currency, locale).replace('-', '\u2212')
  } catch (error) {
    if (error instanceof MoneyError) return amount
    throw error
  }
}

/** Returns a list of texts as a phrase, "email, phone, and tags"; '' for anything else. */
export function listIn(value: unknown): string {
  if (!Array.isArray(value)) return ''
  const texts = value.filter((text) => typeof text === 'string')
  return texts.length === 0 ? '' : new Intl.ListFormat('en').format(texts)
}

const ADDRESS_FIELDS: Record<string, string> = {
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

type AddressChange = { fields?: unknown; before?: unknown; after?: unknown }

/** Returns `: city “Dover” → “Köln”`; only the field names once the customer's data is erased. */
export function addressChangesIn({ fields, before, after }: AddressChange): string {
  if (!Array.isArray(fields) || fields.length === 0) return ''
  const changes = fields.map((field: unknown) => {
    const name = ADDRESS_FIELDS[String(field)] ?? String(field)
    if (!isStringRecord(before) || !isStringRecord(after)) return name
    return `${name} “${before[String(field)] ?? ''}” → “${after[String(field)] ?? ''}”`
  })
  return `: ${changes.join(', ')}`
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
