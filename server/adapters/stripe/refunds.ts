import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { fromStripeAmount, toStripeAmount } from './amounts'
import { callStripe, unreadable } from './request'
import { Refund, RefundList } from './schema'
import type { MoneyMove } from './stripe'

export type GatewayRefund = {
  /** The refund's id, `re_...`. */
  reference: string
  /** pending: the bank still works on it, and it may yet fail. */
  status: 'succeeded' | 'pending'
  amountMinor: bigint
  raw: unknown
}

/** Where our key is kept on the refund, so that it can be found when the answer was lost. */
const KEY_FIELD = 'idempotency_key'

/**
 * Gives captured money back, at most once per key. Refused with Stripe's code (for instance
 * `charge_already_refunded`), the bank's failure reason or `amount_not_representable`.
 */
export async function refundPayment(
  connection: VendorConnection,
  move: MoneyMove,
): Promise<VendorOutcome<GatewayRefund>> {
  const converted = toStripeAmount(move.amountMinor, move.currency)
  if (!converted.isRepresentable)
    return { outcome: 'refused', code: 'amount_not_representable', message: converted.message }
  const answer = await callStripe(
    connection,
    {
      path: 'refunds',
      idempotencyKey: move.idempotencyKey,
      fields: {
        payment_intent: move.reference,
        amount: String(converted.amount),
        [`metadata[${KEY_FIELD}]`]: move.idempotencyKey,
      },
    },
    Refund,
  )
  if (answer.outcome !== 'ok') return answer
  return asRefund(answer.value.parsed, answer.value.raw) ?? unreadable(false)
}

/**
 * Looks up the refund that `refundPayment` made under this key; `undefined`: there is none.
 * Refused with the bank's reason when it failed.
 */
export async function findRefund(
  connection: VendorConnection,
  move: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<GatewayRefund | undefined>> {
  let after: string | undefined
  for (;;) {
    const answer = await callStripe(
      connection,
      {
        path: 'refunds',
        fields: {
          payment_intent: move.reference,
          limit: '100',
          ...(after === undefined ? {} : { starting_after: after }),
        },
      },
      RefundList,
    )
    if (answer.outcome !== 'ok') return answer
    for (const raw of answer.value.parsed.data) {
      const parsed = Refund.safeParse(raw)
      if (!parsed.success) return unreadable(true)
      if (parsed.data.metadata?.[KEY_FIELD] === move.idempotencyKey)
        return asRefund(parsed.data, raw) ?? unreadable(true)
      after = parsed.data.id
    }
    const { data, has_more } = answer.value.parsed
    if (!has_more || data.length === 0) return { outcome: 'ok', value: undefined }
  }
}

function asRefund(refund: Refund, raw: unknown): VendorOutcome<GatewayRefund> | undefined {
  if (refund.status === 'failed' || refund.status === 'canceled')
    return {
      outcome: 'refused',
      code: refund.failure_reason ?? `refund_${refund.status}`,
      message: `The refund ${refund.status}: ${refund.failure_reason ?? 'the bank gave no reason'}.`,
    }
  const amountMinor = fromStripeAmount(refund.amount, refund.currency)
  if (amountMinor === undefined) return undefined
  const status = refund.status === 'succeeded' ? 'succeeded' : 'pending'
  return { outcome: 'ok', value: { reference: refund.id, status, amountMinor, raw } }
}
