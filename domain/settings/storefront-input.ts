import { z } from 'zod'
import { COUNTRIES } from '../address/address-fields'

const Line = z.string().trim().max(200)

export const ConfigureStorefrontInput = z.object({
  storefrontId: z.uuid(),
  name: Line.min(1, 'Enter a name. It is shown on customer documents.'),
  /** ISO 3166-1 alpha-2. */
  shipsFromCountry: z.string().refine((code) => COUNTRIES.has(code), 'Choose a valid country.'),
  /** Null: labels cannot be bought for this shop. */
  shipsFrom: z
    .object({ address1: Line, city: Line, provinceCode: Line, postalCode: Line, phone: Line })
    .nullable(),
  allocatesStock: z.boolean(),
  writesBack: z.boolean(),
})
export type ConfigureStorefrontInput = z.infer<typeof ConfigureStorefrontInput>
