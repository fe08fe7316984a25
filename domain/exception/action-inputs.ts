import { z } from 'zod'
import { Reason } from '../text/text-inputs'

const longText = (missing: string) => z.string().trim().min(1, missing).max(4_000)

/** Inputs of the one-field forms. `missing` is the error for an empty field. */
export const ReasonInput = z.object({ reason: Reason })
export const noteInput = (missing: string) => z.object({ note: longText(missing) })
export const messageInput = (missing: string) => z.object({ message: longText(missing) })
export const untilInput = (missing: string) => z.object({ until: z.date(missing) })
export const referenceInput = (missing: string) =>
  z.object({ reference: z.string().trim().min(1, missing).max(200) })

/** The product to ship for an order line. */
export const ProductItem = z.object({
  lineId: z.uuid(),
  sku: z.string().trim().min(1, 'Select a product.').max(200),
})
export const ProductInput = z.object({
  items: z.array(ProductItem).min(1, 'Select a product.').max(1_000),
})
