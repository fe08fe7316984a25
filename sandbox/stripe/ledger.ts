import type { StripeState } from './state'

/**
 * The gateway's own books, for anyone who wants to check ours against them. Amounts are in
 * Stripe's unit of the currency. `applied` counts how often money moved under a key: it is
 * counted from what was recorded, so a key that were charged twice would show 2.
 */
export function ledger(state: StripeState) {
  return {
    payments: [...state.intents.values()].map((intent) => {
      const refunds = state.refunds.get(intent.id) ?? []
      const sum = (status: string) =>
        refunds.filter((one) => one.status === status).reduce((total, one) => total + one.amount, 0)
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
