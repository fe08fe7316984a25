import { AsyncLocalStorage } from 'node:async_hooks'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { redact, redactText } from '../redact'

/** One call to a vendor, with its request and response. */
export type VendorCall = {
  /** The vendor's host. */
  vendor: string
  method: string
  path: string
  idempotencyKey: string | null
  request: unknown
  /** HTTP or SMTP status; null if no response arrived. */
  status: number | null
  answer: unknown
  outcome: VendorOutcome<never>['outcome']
  message: string | null
  at: Date
  ms: number
}

/** A call with unparsed bodies. Most calls are never stored, so parsing waits until one is. */
export type HttpExchange = Omit<VendorCall, 'request' | 'answer'> & {
  requestText: string | null
  responseText: string | null
}

/** Bodies over 16,000 characters are truncated (label responses embed images). */
const MAX_BODY_CHARACTERS = 16_000

const recording = new AsyncLocalStorage<HttpExchange[]>()

/** Runs `work` and appends its vendor calls to `exchanges`, even if it throws. */
export function recordVendorCalls<T>(
  exchanges: HttpExchange[],
  work: () => Promise<T>,
): Promise<T> {
  return recording.run(exchanges, work)
}

/** True inside `recordVendorCalls`. Bodies that adapters cannot use are read only then. */
export const isRecording = (): boolean => recording.getStore() !== undefined

/** Appends a call to the current recording; does nothing outside of one. */
export function recordExchange(exchange: HttpExchange): void {
  recording.getStore()?.push(exchange)
}

/** Returns a call for storage and display: without secrets or personal data, and truncated. */
export function redactedCall({ requestText, responseText, ...call }: HttpExchange): VendorCall {
  return {
    ...call,
    path: redactText(call.path),
    message: call.message && redactText(call.message),
    request: redactBody(requestText),
    answer: redactBody(responseText),
  }
}

function redactBody(text: string | null): unknown {
  if (text === null || text === '') return null
  if (text.length > MAX_BODY_CHARACTERS * 8) return `[${text.length} characters]`
  const parsed = redact(parse(text))
  const shown = JSON.stringify(parsed)
  return shown.length > MAX_BODY_CHARACTERS
    ? `${shown.slice(0, MAX_BODY_CHARACTERS)} [truncated]`
    : parsed
}

/** Parses JSON or form fields; returns any other text unchanged. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const isForm = /^[^\s<>{}]+=[^\s<>{}]*$/.test(text)
    return isForm ? Object.fromEntries(new URLSearchParams(text)) : text
  }
}
