import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { fromStripeAmount, toStripeAmount } from './amounts'
import { callStripe, unexpectedResponse } from './request'
import { Refund, RefundList } from './schema'
import type { PaymentRequest } from './stripe'

export type GatewayRefund = {
  /** Stripe's refund ID, `re_...`. */
  reference: string
  /** A pending refund is still being processed by the bank and may fail. */
  status: 'succeeded' | 'pending'
  amountMinor: bigint
  raw: unknown
}

/** The refund metadata field with our key, which finds the refund after a lost response. */
const KEY_FIELD = 'idempotency_key'

/**
 * Refunds part of a captured payment, at most once per idempotency key. Refused with Stripe's code
 * (for example `charge_already_refunded`), the bank's failure reason or `amount_not_representable`.
 */
export async function refundPayment(
  connection: VendorConnection,
  request: PaymentRequest,
): Promise<VendorOutcome<GatewayRefund>> {
  const converted = toStripeAmount(request.amountMinor, request.currency)
  if (!converted.isRepresentable)
    return { outcome: 'refused', code: 'amount_not_representable', message: converted.message }
  const result = await callStripe(
    connection,
    {
      path: 'refunds',
      idempotencyKey: request.idempotencyKey,
      fields: {
        payment_intent: request.reference,
        amount: String(converted.amount),
        [`metadata[${KEY_FIELD}]`]: request.idempotencyKey,
      },
    },
    Refund,
  )
  if (result.outcome !== 'ok') return result
  return toRefund(result.value.parsed, result.value.raw) ?? unexpectedResponse(false)
}

/**
 * Finds the refund that `refundPayment` created with this idempotency key; undefined if not found.
 * Refused with the bank's reason if the refund failed.
 */
export async function findRefund(
  connection: VendorConnection,
  request: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<GatewayRefund | undefined>> {
  let after: string | undefined
  for (;;) {
    const result = await callStripe(
      connection,
      {
        path: 'refunds',
        fields: {
          payment_intent: request.reference,
          limit: '100',
          ...(after === undefined ? {} : { starting_after: after }),
        },
      },
      RefundList,
    )
    if (result.outcome !== 'ok') return result
    for (const raw of result.value.parsed.data) {
      const parsed = Refund.safeParse(raw)
      if (!parsed.success) return unexpectedResponse(true)
      if (parsed.data.metadata?.[KEY_FIELD] === request.idempotencyKey)
        return toRefund(parsed.data, raw) ?? unexpectedResponse(true)
      after = parsed.data.id
    }
    const { data, has_more } = result.value.parsed
    if (!has_more || data.length === 0) return { outcome: 'ok', value: undefined }
  }
}

function toRefund(refund: Refund, raw: unknown): VendorOutcome<GatewayRefund> | undefined {
  if (refund.status === 'failed' || refund.status === 'canceled')
    return {
      outcome: 'refused',
      code: refund.failure_reason ?? `refund_${refund.status}`,
      message: refundFailure(refund),
    }
  const amountMinor = fromStripeAmount(refund.amount, refund.currency)
  if (amountMinor === undefined) return undefined
  const status = refund.status === 'succeeded' ? 'succeeded' : 'pending'
  return { outcome: 'ok', value: { reference: refund.id, status, amountMinor, raw } }
}

function refundFailure({ status, failure_reason: reason }: Refund): string {
  const outcome = status === 'canceled' ? 'The refund was canceled' : 'The refund failed'
  return `${outcome}: ${reason ?? 'the bank gave no reason'}.`
}
