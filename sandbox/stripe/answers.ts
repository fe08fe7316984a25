import type { Reply } from '../exchange'

type Fault = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  decline_code?: string
  param?: string
  payment_intent?: unknown
}

export type JsonReply = Extract<Reply, { json: unknown }>

/** An error in Stripe's shape. Source: https://docs.stripe.com/api/errors */
export function fault(status: number, error: Fault): JsonReply {
  return { status, json: { error } }
}

export function missingObject(kind: string, id: string): JsonReply {
  return fault(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
  })
}

export function badParameter(param: string, message: string, code?: string): JsonReply {
  return fault(400, { type: 'invalid_request_error', param, message, ...(code ? { code } : {}) })
}
