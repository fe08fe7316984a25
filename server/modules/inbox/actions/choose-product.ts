import { z } from 'zod'
import { listProducts, saveSkuAlias } from '@/db/queries/fulfillment/stock'
import { saveFulfillSku } from '@/db/queries/orders/order-edits'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

export const ChooseProductInput = ExceptionTarget.extend({
  as: z.enum(['replace_item', 'map_sku']),
  items: z
    .array(
      z.object({ lineId: z.uuid(), sku: z.string().trim().min(1, 'Choose a product.').max(200) }),
    )
    .min(1, 'Choose a product.')
    .max(1_000),
})
export type ChooseProductInput = z.infer<typeof ChooseProductInput>

const chosenBy = ({ person }: Subject) => ({ chosenById: person.id, chosenByName: person.name })

/**
 * Sends a product of our list for lines whose own is unknown or missing. What was paid stays.
 * A product that is mapped is remembered for the storefront's next orders.
 * @throws AppError as `actOnException`, bad_input for a product that we do not have
 */
export function chooseProduct(
  { as, items, ...target }: ChooseProductInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException(as, target, context, async (uow, subject) => {
    const { id, storefrontId } = orderOf(subject)
    const [lines, products] = await Promise.all([
      listOrderLines(uow.tx, id),
      listProducts(uow.tx, storefrontId, [...new Set(items.map(({ sku }) => sku))]),
    ])
    for (const { lineId, sku } of items) {
      const line = lines.find(({ id: own }) => own === lineId)
      if (!line) throw new AppError('bad_input', 'That item is not in this order.')
      if (!products.some((product) => product.sku === sku))
        throw new AppError('bad_input', `${sku} is no product of this storefront.`)
      await saveFulfillSku(uow.tx, lineId, sku)
      if (as === 'map_sku' && line.sku) {
        const alias = { storefrontId, sku: line.sku, productSku: sku }
        await saveSkuAlias(uow.tx, { ...alias, ...chosenBy(subject) })
      }
    }
    await sendOn(uow, subject, 'another product is sent')
    return { end: 'settled', data: { items } }
  })
}
