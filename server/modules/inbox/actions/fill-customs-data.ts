import { z } from 'zod'
import { saveLineCustoms, saveProductCustoms } from '@/db/queries/orders/order-edits'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { isCountry } from '@/domain/address/address-fields'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

/** A Harmonized System code, 6 to 10 digits; dots and blanks between them are dropped. */
export const HsCode = z
  .string()
  .transform((text) => text.replace(/[\s.]/g, ''))
  .refine((code) => /^\d{6,10}$/.test(code), 'A customs code has 6 to 10 digits.')

export const OriginCountry = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCountry, 'Choose the country where it was made.')

export const FillCustomsDataInput = ExceptionTarget.extend({
  items: z
    .array(z.object({ lineId: z.uuid(), hsCode: HsCode, originCountry: OriginCountry }))
    .min(1, 'Fill in at least one item.')
    .max(1_000),
})
export type FillCustomsDataInput = z.infer<typeof FillCustomsDataInput>

/**
 * Fills in what the customs form asks, for the order and, for later ones, for the product.
 * @throws AppError as `actOnException`
 */
export function fillCustomsData(
  { items, ...target }: FillCustomsDataInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('fill_customs_data', target, context, async (uow, subject) => {
    const { id, storefrontId } = orderOf(subject)
    const lines = await listOrderLines(uow.tx, id)
    for (const { lineId, ...customs } of items) {
      const line = lines.find((one) => one.id === lineId)
      if (!line) throw new AppError('bad_input', 'That item is not in this order.')
      await saveLineCustoms(uow.tx, lineId, customs)
      const sku = sentSku(line)
      const { title, grams } = line
      if (sku) await saveProductCustoms(uow.tx, { storefrontId, sku, title, grams }, customs)
    }
    await sendOn(uow, subject, 'the customs data were filled in')
    return { end: 'settled', data: { items } }
  })
}
