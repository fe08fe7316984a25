import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '../http'
import { EasyPostError } from './schema'

type Call = {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  /** False only for buying postage. */
  isSafe: boolean
}

export const NOT_FOUND = 'NOT_FOUND'

/** Sends one call to EasyPost and parses the response with `schema`. Refusals keep its code. */
export async function callEasyPost<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<z.infer<S>>> {
  const result = await requestJson({
    method: call.method,
    url: `${connection.baseUrl}/v2/${call.path}`,
    headers: {
      // EasyPost expects the key as the user name, with an empty password.
      authorization: `Basic ${Buffer.from(`${connection.apiKey}:`).toString('base64')}`,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    // Buying is slow because EasyPost calls the carrier.
    timeoutMs: connection.timeoutMs ?? (call.isSafe ? undefined : 60_000),
    isSafe: call.isSafe,
  })
  if (result.outcome !== 'ok') return result
  const { status, body } = result.value
  if (status >= 400) return refusal(status, body, call.isSafe)
  const parsed = schema.safeParse(body)
  return parsed.success ? { outcome: 'ok', value: parsed.data } : unexpectedResponse(call.isSafe)
}

function refusal(status: number, body: unknown, isSafe: boolean): VendorOutcome<never> {
  const parsed = EasyPostError.safeParse(body)
  if (!parsed.success) return unexpectedResponse(isSafe)
  const { code, message, errors } = parsed.data.error
  const details = (errors ?? []).map(toMessage).filter((text) => text !== '')
  const summary = toMessage(message) || `EasyPost returned HTTP ${status}`
  // The code for "not found" differs between API versions; the status does not.
  const stable = status === 404 ? NOT_FOUND : code
  return { outcome: 'refused', code: stable, message: [summary, ...details].join(' ') }
}

/** Formats a message, which EasyPost sends as text, a field with a message, or a list of either. */
export function toMessage(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(toMessage).join(' ')
  if (!value || typeof value !== 'object') return ''
  const message = 'message' in value ? toMessage(value.message) : ''
  return 'field' in value && typeof value.field === 'string'
    ? `${value.field}: ${message}`
    : message
}

/** Returns the outcome of a JSON response that does not match EasyPost's documentation. */
export function unexpectedResponse(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'EasyPost returned an unexpected response',
  }
}
