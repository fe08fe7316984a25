import { z } from 'zod'
import { cleanNote, cleanText } from '@/domain/text/clean-text'
import { PayloadError } from './payload-error'

// What the fields of Shopify's payloads are made of, after `parseLossless`: numbers are texts.
// Shopify leaves out or nulls anything, and adds fields at will; what is there has to make sense.

/** An id as its exact digits. */
export const externalId = z.string().regex(/^\d{1,64}$/, 'it is not an id')

const text = z.string().nullish()

/** A word for machines (status, code, SKU, email) without control characters; null for none. */
export const word = text.transform((raw) => (raw && withoutControls(raw).trim()) || null)

/** What no database takes goes: half surrogate pairs, NUL and the like. */
const withoutControls = (raw: string) => raw.replace(/[\p{Cc}\p{Surrogate}]/gu, '')

/** One line for people: NFC, without emoji; null when nothing is left. */
export const line = text.transform((raw) => (raw && cleanText(raw).text) || null)

/** A text of several lines for people. */
export const note = text.transform((raw) => (raw && cleanNote(raw).text) || null)

/** A decimal as it was written; undefined when there is none. */
export const decimal = text.transform((raw) => raw ?? undefined)

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

const MAX_INT = 2 ** 31 - 1

/** A count of units or grams; `12.0` is whole too. */
export const whole = z
  .string()
  .regex(/^\d+(\.0+)?$/, 'it is not a whole number')
  .transform(Number)
  .refine((value) => value <= MAX_INT, 'it is too large')

/** A moment in ISO 8601 with its offset: without one it would be read in the server's zone. */
export const moment = z
  .string()
  .pipe(z.iso.datetime({ offset: true, error: 'it is not a date' }))
  .transform((raw) => new Date(raw))
  .refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, 'it is not a date')

export const optionalMoment = moment.nullish().transform((value) => value ?? null)

/** A list; Shopify's documentation nests some under their own name once more. */
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
 * Reads a payload by its schema.
 * @throws PayloadError that names each field, never what stands in it
 */
export function readPayload<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload)
  if (result.success) return result.data
  throw new PayloadError(
    result.error.issues.map(({ path, message }) => {
      const field = pathOf(path)
      const fault = /received (undefined|null)$/.test(message) ? 'it is missing' : message
      return `${field === '' ? 'The payload' : field}: ${fault}.`
    }),
  )
}

/** `line_items[0].price_set` for `['line_items', 0, 'price_set']`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`
    return written === '' ? String(key) : `${written}.${String(key)}`
  }, '')
}
