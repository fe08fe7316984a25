import { z } from 'zod'
import { cleanNote, cleanText } from '@/domain/text/clean-text'
import { PayloadError } from './payload-error'

// Field types of Shopify's payloads after `parseLossless`, which returns numbers as strings.
// Shopify omits fields, sends null and adds new fields; a value that is present must be valid.

/** An ID as its exact digits. */
export const externalId = z.string().regex(/^\d{1,64}$/, 'not a valid ID')

const text = z.string().nullish()

/** Machine-readable text (status, code, SKU, email) without control characters; null if empty. */
export const trimmedText = text.transform((raw) => (raw && withoutControls(raw).trim()) || null)

/** Removes characters that Postgres rejects, such as NUL and lone surrogates. */
const withoutControls = (raw: string) => raw.replace(/[\p{Cc}\p{Surrogate}]/gu, '')

/** A line of human-readable text in NFC without emoji; null if empty. */
export const singleLineText = text.transform((raw) => (raw && cleanText(raw).text) || null)

/** Human-readable text with line breaks, in NFC without emoji; null if empty. */
export const multilineText = text.transform((raw) => (raw && cleanNote(raw).text) || null)

/** A decimal number as written; undefined if absent. */
export const decimal = text.transform((raw) => raw ?? undefined)

/** A boolean; false if absent. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

const MAX_INT = 2 ** 31 - 1

/** A whole number of units or grams; accepts `12.0`. */
export const wholeNumber = z
  .string()
  .regex(/^\d+(\.0+)?$/, 'not a whole number')
  .transform(Number)
  .refine((value) => value <= MAX_INT, 'too large')

/** An ISO 8601 timestamp. Requires an offset, else it would be parsed in the server's zone. */
export const timestamp = z
  .string()
  .pipe(z.iso.datetime({ offset: true, error: 'not a valid date' }))
  .transform((raw) => new Date(raw))
  .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, 'not a valid date')

export const optionalTimestamp = timestamp.nullish().transform((value) => value ?? null)

/** A list; empty if absent. Unwraps lists nested under their own name, as in Shopify's docs. */
export function list<S extends z.ZodType>(item: S) {
  return z.preprocess(
    unwrapList,
    z
      .array(item)
      .nullish()
      .transform((items) => items ?? []),
  )
}

function unwrapList(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const [inner, ...others] = Object.values(value)
  return others.length === 0 && Array.isArray(inner) ? inner : value
}

/**
 * Parses a payload with its schema.
 * @throws PayloadError that names each invalid field but never quotes its value
 */
export function readPayload<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload)
  if (result.success) return result.data
  throw new PayloadError(
    result.error.issues.map(({ path, message }) => {
      const field = pathOf(path)
      const problem = /received (undefined|null)$/.test(message) ? 'value is missing' : message
      return `${field === '' ? 'payload' : field}: ${problem}.`
    }),
  )
}

/** Formats `['line_items', 0, 'price_set']` as `line_items[0].price_set`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`
    return written === '' ? String(key) : `${written}.${String(key)}`
  }, '')
}
