import { z } from 'zod'
import { defineAction } from '../action'

export const chooseOtherCarrierAction = defineAction({
  code: 'choose_other_carrier',
  label: 'Use another carrier',
  permission: 'orders.act',
  form: 'carrier',
  input: z.object({
    carrier: z.string().trim().min(1, 'Enter the carrier.').max(100),
    trackingNumber: z.string().trim().min(1, 'Enter the tracking number.').max(100),
    trackingUrl: z
      .union([
        z.literal(''),
        z.url({ protocol: /^https?$/, error: 'Enter a URL that starts with https://.' }),
      ])
      .default(''),
  }),
  effect:
    'For a parcel you hand to a carrier yourself. The customer and the storefront get the tracking number you enter, and no label is bought.',
  past: 'used another carrier',
  submitLabel: 'Save and continue',
})
