import type { Reply } from '../vendor-http'

type StripeError = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  decline_code?: string
  param?: string
  payment_intent?: unknown
}

export type JsonReply = Extract<Reply, { json: unknown }>

/** Returns an error in Stripe's format. Source: https://docs.stripe.com/api/errors */
export function stripeError(status: number, error: StripeError): JsonReply {
  return { status, json: { error } }
}

/** Returns Stripe's error for an unknown ID. */
export function missingObject(kind: string, id: string): JsonReply {
  return stripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
  })
}

/** Returns Stripe's error for an invalid parameter. */
export function badParameter(param: string, message: string, code?: string): JsonReply {
  return stripeError(400, {
    type: 'invalid_request_error',
    param,
    message,
    ...(code ? { code } : {}),
  })
}
