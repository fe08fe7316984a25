import { z } from 'zod'
import { cleanText } from '../text/clean-text'

/** Shopify's limit of a tag: https://shopify.dev/docs/api/admin-graphql (Order.tags). */
export const MAX_TAG_LENGTH = 40

/** A tag of an order. */
export const Tag = z
  .string()
  .transform((raw) => cleanText(raw).text.trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter a tag.')
      .max(MAX_TAG_LENGTH, `Tags are limited to ${MAX_TAG_LENGTH} characters.`)
      .refine((tag) => !tag.includes(','), "Tags can't contain commas."),
  )
