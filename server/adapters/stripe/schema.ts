import { z } from 'zod'

/** The fields of Stripe's objects that Aftercart reads. Source: https://docs.stripe.com/api */
const Charge = z.object({
  payment_method_details: z
    .object({
      card: z.object({ brand: z.string().nullish(), last4: z.string().nullish() }).nullish(),
    })
    .nullish(),
})

export const PaymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  /** Stripe writes currency codes in lowercase. */
  currency: z.string().transform((code) => code.toUpperCase()),
  amount: z.int().nonnegative(),
  amount_received: z.int().nonnegative(),
  cancellation_reason: z.string().nullish(),
  /** An ID, or the charge itself if the call expanded it. */
  latest_charge: z.union([Charge, z.string()]).nullish(),
})
export type PaymentIntent = z.infer<typeof PaymentIntent>

export const Refund = z.object({
  id: z.string(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  amount: z.int().positive(),
  currency: z.string().transform((code) => code.toUpperCase()),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})
export type Refund = z.infer<typeof Refund>

export const RefundList = z.object({ data: z.array(z.unknown()), has_more: z.boolean() })

/** Source: https://docs.stripe.com/api/errors */
export const StripeError = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().nullish(),
    decline_code: z.string().nullish(),
    message: z.string().nullish(),
  }),
})
