import { z } from 'zod'
import { ROLES } from '../staff/permissions'
import { Reason } from '../text/text-inputs'
import { SeenVersion } from './setting-inputs'

const Amount = z.string().trim().max(40)

export const SaveLimitsInput = z.object({
  role: z.enum(ROLES),
  /** ISO 4217. */
  shopCurrency: z.string().max(3),
  seenVersion: SeenVersion,
  /** Decimals such as `100.50`; null: reset to the defaults. */
  limits: z
    .object({
      perRefund: Amount,
      perOrder: Amount,
      perCustomer30Days: Amount,
      perPerson24Hours: Amount,
      perReshipment: Amount,
    })
    .nullable(),
  reason: Reason,
})
export type SaveLimitsInput = z.infer<typeof SaveLimitsInput>
