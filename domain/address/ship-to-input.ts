import { z } from 'zod'

const Field = z.string().trim().max(200, 'Addresses are limited to 200 characters per line.')

export const ShipToInput = z.object({
  name: Field,
  company: Field.optional(),
  address1: Field,
  address2: Field.optional(),
  city: Field,
  province: Field.optional(),
  provinceCode: Field.optional(),
  postalCode: Field.optional(),
  countryCode: z.string().regex(/^[A-Za-z]{2}$/, 'Enter a two-letter country code, such as DE.'),
  phone: Field.optional(),
})
export type ShipToInput = z.infer<typeof ShipToInput>
