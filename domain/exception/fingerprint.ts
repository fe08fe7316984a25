import type { ExceptionKind } from './exception-kinds'

/** What tells one cause from another. `code` is the provider's, '' when it gave none. */
export type FailureCause = {
  kind: ExceptionKind
  step?: string | undefined
  code?: string | undefined
  message: string
}

/**
 * The same value for failures of the same cause, whatever order, amount or moment they name:
 * `kind:step:code:` and a hash of the message with ids and numbers masked. Groups the inbox.
 */
export function fingerprint({ kind, step, code, message }: FailureCause): string {
  return [kind, step || '-', part(code), hash(maskVariables(message))].join(':')
}

/** Provider codes are short words; whatever else comes is cut to stay readable. */
function part(code: string | undefined): string {
  return code ? code.replace(/[^\w.-]+/g, '_').slice(0, 60) : '-'
}

const MASKS: readonly [pattern: RegExp, mask: string][] = [
  [/\bhttps?:\/\/\S+/gi, '<url>'],
  [/[^\s<>"'@]+@[^\s<>"'@]+/g, '<email>'],
  // Whatever holds a digit: order numbers, amounts, dates, UUIDs, `pi_3Nk2...`, `503ms`.
  [/[^\s"'()[\]{}<>,;:=]*\p{Nd}[^\s"'()[\]{}<>,;=]*/gu, '#'],
  [/#(?:[\s,.:;/-]*#)+/g, '#'],
  [/\s+/g, ' '],
]

/** Vendors answer with whole web pages at times; the beginning tells them apart. */
const LONGEST = 2_000

/** The message without what differs from one order to the next. */
export function maskVariables(message: string): string {
  let masked = message.slice(0, LONGEST).normalize('NFC').toLowerCase()
  for (const [pattern, mask] of MASKS) masked = masked.replace(pattern, mask)
  return masked.trim()
}

/** cyrb53: 53 bits as 11 characters of base 36. No cryptography: it groups, it protects nothing. */
function hash(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0')
}
