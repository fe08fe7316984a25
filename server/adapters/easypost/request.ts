import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '../http'
import { EasyPostError } from './schema'

type Call = {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  /** False only where postage is bought. */
  isSafe: boolean
}

export const NOT_FOUND = 'NOT_FOUND'

/** Sends one call to EasyPost and reads its answer with `schema`. Refusals keep its error code. */
export async function callEasyPost<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<z.infer<S>>> {
  const answer = await requestJson({
    method: call.method,
    url: `${connection.baseUrl}/v2/${call.path}`,
    headers: {
      // The key is the user name, without a password.
      authorization: `Basic ${Buffer.from(`${connection.apiKey}:`).toString('base64')}`,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    // Buying waits for the carrier's own system.
    timeoutMs: connection.timeoutMs ?? (call.isSafe ? undefined : 60_000),
    isSafe: call.isSafe,
  })
  if (answer.outcome !== 'ok') return answer
  const { status, body } = answer.value
  if (status >= 400) return refusal(status, body, call.isSafe)
  const parsed = schema.safeParse(body)
  return parsed.success ? { outcome: 'ok', value: parsed.data } : unreadable(call.isSafe)
}

function refusal(status: number, body: unknown, isSafe: boolean): VendorOutcome<never> {
  const parsed = EasyPostError.safeParse(body)
  if (!parsed.success) return unreadable(isSafe)
  const { code, message, errors } = parsed.data.error
  const details = (errors ?? []).map(inWords).filter((text) => text !== '')
  const said = inWords(message) || `EasyPost refused with ${status}`
  // The status says it in every version of the API, the code does not.
  const stable = status === 404 ? NOT_FOUND : code
  return { outcome: 'refused', code: stable, message: [said, ...details].join(' ') }
}

/** EasyPost's messages are texts, objects with a field and a message, or lists of either. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(inWords).join(' ')
  if (!value || typeof value !== 'object') return ''
  const message = 'message' in value ? inWords(value.message) : ''
  return 'field' in value && typeof value.field === 'string'
    ? `${value.field}: ${message}`
    : message
}

/** What a JSON answer that is not shaped as documented comes to. */
export function unreadable(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'EasyPost answered in a shape we do not know',
  }
}
