import type { z } from 'zod'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { requestJson } from '../http'
import { StripeError } from './schema'

/** Pinned, so that an upgrade of the account changes nothing here. */
const API_VERSION = '2024-06-20'

type Call = {
  path: string
  /** Set for a write: sent as Stripe's `Idempotency-Key`. */
  idempotencyKey?: string
  fields?: Record<string, string>
}

/**
 * Sends one call to Stripe and reads its answer with `schema`; `raw` is the answer without
 * secrets and personal data. A refusal's code is the bank's
 * `decline_code` where there is one, else Stripe's `code`, else the error's type.
 */
export async function callStripe<S extends z.ZodType>(
  connection: VendorConnection,
  call: Call,
  schema: S,
): Promise<VendorOutcome<{ parsed: z.infer<S>; raw: unknown }>> {
  const isSafe = call.idempotencyKey === undefined
  const fields = new URLSearchParams(call.fields).toString()
  const answer = await requestJson({
    method: isSafe ? 'GET' : 'POST',
    url: `${connection.baseUrl}/v1/${call.path}${isSafe && fields ? `?${fields}` : ''}`,
    headers: headers(connection, call.idempotencyKey),
    ...(isSafe ? {} : { body: fields }),
    timeoutMs: connection.timeoutMs,
    isSafe,
  })
  if (answer.outcome !== 'ok') return answer
  const { status, body } = answer.value
  if (status >= 400) return refusal(status, body, isSafe)
  const parsed = schema.safeParse(body)
  if (!parsed.success) return unreadable(isSafe)
  return { outcome: 'ok', value: { parsed: parsed.data, raw: redact(body) } }
}

/** Keys that let somebody pay or say who pays; what we keep of an answer goes without them. */
const NOT_KEPT = new Set(['client_secret', 'billing_details', 'receipt_email', 'shipping'])

function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NOT_KEPT.has(key))
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
  if (!parsed.success) return unreadable(isSafe)
  const { type, code, decline_code, message } = parsed.data.error
  // The first request under this key is still on its way through Stripe: it may yet be done.
  if (status === 409) return { outcome: 'unknown', message: message ?? 'Stripe is still at it' }
  return {
    outcome: 'refused',
    code: decline_code ?? code ?? type,
    message: message ?? `Stripe refused with ${status}`,
  }
}

/** What a JSON answer that is not shaped as documented comes to. */
export function unreadable(isSafe: boolean): VendorOutcome<never> {
  return {
    outcome: isSafe ? 'unavailable' : 'unknown',
    message: 'Stripe answered in a shape we do not know',
  }
}
