import type { StripeState } from './state'

/**
 * Returns the gateway's ledger, for comparison with Aftercart's. Amounts are in Stripe's unit of the
 * currency. `asked` counts the requests under a key and `applied` counts the recorded money
 * movements, so a key that was charged twice would show 2.
 */
export function ledger(state: StripeState) {
  return {
    payments: [...state.intents.values()].map((intent) => {
      const refunds = state.refunds.get(intent.id) ?? []
      const sum = (status: string) =>
        refunds
          .filter((refund) => refund.status === status)
          .reduce((total, refund) => total + refund.amount, 0)
      return {
        id: intent.id,
        reference: intent.metadata.reference ?? 'ok',
        orderId: intent.metadata.order_id ?? null,
        currency: intent.currency.toUpperCase(),
        status: intent.status,
        authorized: intent.amount,
        captured: intent.received,
        refunded: sum('succeeded'),
        refundsPending: sum('pending'),
      }
    }),
    keys: [...state.keys.values()].map(({ key, action, intentId, asked, applied }) => ({
      key,
      action,
      payment: intentId,
      asked,
      applied,
    })),
  }
}
