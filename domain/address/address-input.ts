import { z } from 'zod'

const Field = z.string().trim().max(200, 'Enter 200 characters or fewer.')

/** An address as a person entered it. Empty fields are left off the label. */
export const AddressInput = z.object({
  name: Field,
  company: Field.default(''),
  address1: Field,
  address2: Field.default(''),
  city: Field,
  province: Field.default(''),
  postalCode: Field.default(''),
  countryCode: z.string().trim().toUpperCase().max(2),
  phone: Field.default(''),
})
export type AddressInput = z.infer<typeof AddressInput>
