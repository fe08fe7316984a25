import { z } from 'zod'
import { isCountry } from '../address/address-fields'

/** A Harmonized System code, 6 to 10 digits. Dots and spaces are removed. */
export const HsCode = z
  .string()
  .transform((text) => text.replace(/[\s.]/g, ''))
  .refine((code) => /^\d{6,10}$/.test(code), 'Enter a customs code with 6 to 10 digits.')

/** The ISO 3166 code of the country where an item was made. */
export const OriginCountry = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, 'Choose the country of origin.')
