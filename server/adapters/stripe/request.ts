import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '../http'
import { StripeError } from './schema'

/** Pinned, so that upgrading the Stripe account does not change responses. */
const API_VERSION = '2024-06-20'

type Call = {
  path: string
  /** Makes the call a POST with Stripe's `Idempotency-Key`; without it, a GET. */
  idempotencyKey?: string
  fields?: Record<string, string>
}

/**
 * Sends one call to Stripe and parses the response with `schema`. `raw` is the response without
 * secrets and personal data. The code of a refusal is the bank's `decline_code` if present, else
 * Stripe's `code`, else the error type.
 */
export async function callStripe<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<{ parsed: z.infer<S>; raw: unknown }>> {
  const isSafe = call.idempotencyKey === undefined
  const fields = new URLSearchParams(call.fields).toString()
  const result = await requestJson({
    method: isSafe ? 'GET' : 'POST',
    url: `${connection.baseUrl}/v1/${call.path}${isSafe && fields ? `?${fields}` : ''}`,
    headers: headers(connection, call.idempotencyKey),
    ...(isSafe ? {} : { body: fields }),
    timeoutMs: connection.timeoutMs,
    isSafe,
  })
  if (result.outcome !== 'ok') return result
  const { status, body } = result.value
  if (status >= 400) return refusal(status, body, isSafe)
  const parsed = schema.safeParse(body)
  if (!parsed.success) return unexpectedResponse(isSafe)
  return { outcome: 'ok', value: { parsed: parsed.data, raw: redact(body) } }
}

/** Fields with secrets or the payer's personal data, removed from stored responses. */
const REDACTED_FIELDS = new Set(['client_secret', 'billing_details', 'receipt_email', 'shipping'])

function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !REDACTED_FIELDS.has(key))
      .map(([key, inner]) => [key, redact(inner)]),
  )
}

function headers(connection: VendorConnection, idempotencyKey?: string): Record<string, string> {
  return {
    authorization: `Bearer ${connection.apiKey}`,
    'stripe-version': API_VERSION,
    ...(idempotencyKey === undefined
      ? {}
      : {
          'idempotency-key': idempotencyKey,
          'content-type': 'application/x-www-form-urlencoded',
        }),
  }
}

function refusal(status: number, body: unknown, isSafe: boolean): VendorOutcome<never> {
  const parsed = StripeError.safeParse(body)
  if (!parsed.success) return unexpectedResponse(isSafe)
  const { type, code, decline_code, message } = parsed.data.error
  // 409: Stripe is still processing the first request with this key, which may yet succeed.
  if (status === 409)
    return { outcome: 'unknown', message: message ?? 'Stripe is still processing this request' }
  return {
    outcome: 'refused',
    code: decline_code ?? code ?? type,
    message: message ?? `Stripe returned HTTP ${status}`,
  }
}

/** Returns the outcome of a JSON response that does not match Stripe's documentation. */
export function unexpectedResponse(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'Stripe returned an unexpected response',
  }
}
