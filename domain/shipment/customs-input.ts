import { z } from 'zod'
import { isCountry } from '../address/address-fields'

/** A Harmonized System code, 6 to 10 digits. Dots and spaces are removed. */
export const HsCode = z
  .string()
  .transform((text) => text.replace(/[\s.]/g, ''))
  .refine((code) => /^\d{6,10}$/.test(code), 'Enter a customs code of 6 to 10 digits.')

/** The ISO 3166 code of the country where an item was made. */
export const OriginCountry = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, 'Select the country of origin.')

/** The customs data of an order line. */
export const CustomsItem = z.object({
  lineId: z.uuid(),
  hsCode: HsCode,
  originCountry: OriginCountry,
})
