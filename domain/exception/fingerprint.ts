import type { ExceptionKind } from './exception-kinds'

/** The facts that identify a cause. `code` is the provider's code, '' without one. */
export type FailureCause = {
  kind: ExceptionKind
  step?: string | undefined
  code?: string | undefined
  message: string
}

/**
 * Returns the same value for all failures of one cause, independent of order, amount and time:
 * `kind:step:code:` and a hash of the message with IDs and numbers masked. Groups the inbox.
 */
export function fingerprint({ kind, step, code, message }: FailureCause): string {
  return [kind, step || '-', codePart(code), hash(maskVariables(message))].join(':')
}

/** Provider codes are short words. Anything longer is truncated. */
function codePart(code: string | undefined): string {
  return code ? code.replace(/[^\w.-]+/g, '_').slice(0, 60) : '-'
}

const MASKS: readonly [pattern: RegExp, mask: string][] = [
  [/\bhttps?:\/\/\S+/gi, '<url>'],
  [/[^\s<>"'@]+@[^\s<>"'@]+/g, '<email>'],
  // Anything with a digit: order numbers, amounts, dates, UUIDs, `pi_3Nk2...`, `503ms`.
  [/[^\s"'()[\]{}<>,;:=]*\p{Nd}[^\s"'()[\]{}<>,;=]*/gu, '#'],
  [/#(?:[\s,.:;/-]*#)+/g, '#'],
  [/\s+/g, ' '],
]

/** Some vendors respond with entire web pages; the beginning is enough to distinguish them. */
const MAX_MESSAGE_LENGTH = 2_000

/** Returns the message with IDs, numbers, URLs and email addresses masked. */
export function maskVariables(message: string): string {
  let masked = message.slice(0, MAX_MESSAGE_LENGTH).normalize('NFC').toLowerCase()
  for (const [pattern, mask] of MASKS) masked = masked.replace(pattern, mask)
  return masked.trim()
}

/** cyrb53: 53 bits as 11 base-36 characters. Not cryptographic; used only for grouping. */
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
