import { AsyncLocalStorage } from 'node:async_hooks'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { redact, redactText } from '../redact'

/** One call to a vendor as it was made and as it was answered. */
export type VendorCall = {
  /** The vendor's host. */
  vendor: string
  method: string
  path: string
  idempotencyKey: string | null
  request: unknown
  /** HTTP or SMTP; null: no answer came. */
  status: number | null
  answer: unknown
  outcome: VendorOutcome<never>['outcome']
  message: string | null
  at: Date
  ms: number
}

/** Kept as texts until somebody wants to store it: most calls are forgotten with their step. */
export type HttpExchange = Omit<VendorCall, 'request' | 'answer'> & {
  requestText: string | null
  answerText: string | null
}

/** Longer ones are cut: nobody reads them, and labels bring their pictures with them. */
const LONGEST = 16_000

const heard = new AsyncLocalStorage<HttpExchange[]>()

/** Keeps what is said to vendors while `work` runs in `exchanges`, also when it throws. */
export function recordVendorCalls<T>(
  exchanges: HttpExchange[],
  work: () => Promise<T>,
): Promise<T> {
  return heard.run(exchanges, work)
}

/** True while somebody listens; only then is an answer that nobody understands read. */
export const isRecording = (): boolean => heard.getStore() !== undefined

export function noteExchange(exchange: HttpExchange): void {
  heard.getStore()?.push(exchange)
}

/** A call fit to be stored and shown: without secrets and personal data, and not too long. */
export function redactedCall({ requestText, answerText, ...call }: HttpExchange): VendorCall {
  return {
    ...call,
    path: redactText(call.path),
    message: call.message && redactText(call.message),
    request: readable(requestText),
    answer: readable(answerText),
  }
}

function readable(text: string | null): unknown {
  if (text === null || text === '') return null
  if (text.length > LONGEST * 8) return `[${text.length} characters]`
  const parsed = redact(parse(text))
  const shown = JSON.stringify(parsed)
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)} [cut]` : parsed
}

/** JSON, the fields of a form, or the text itself. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const isForm = /^[^\s<>{}]+=[^\s<>{}]*$/.test(text)
    return isForm ? Object.fromEntries(new URLSearchParams(text)) : text
  }
}
