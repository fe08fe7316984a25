import { listProducts, saveSkuAlias } from '@/db/queries/fulfillment/stock'
import { saveFulfillSku } from '@/db/queries/orders/order-edits'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import type { OrderLineId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionResult, requireOrder, type Subject } from './action-handler'
import { resumeAfterAction } from './resume-order-after-action'

type Items = { items: { lineId: OrderLineId; sku: string }[] }

/**
 * Ships other products for these lines at the price that was paid. With `isAlias`, later orders of
 * the storefront with the same SKU use the product too.
 * @throws AppError bad_input for an unknown line or product
 */
export async function shipOtherProducts(
  uow: UnitOfWork,
  subject: Subject,
  { items, isAlias }: Items & { isAlias: boolean },
): Promise<ActionResult> {
  const { id, storefrontId } = requireOrder(subject)
  const { id: chosenById, name: chosenByName } = subject.person
  const [lines, products] = await Promise.all([
    listOrderLines(uow.tx, id),
    listProducts(uow.tx, storefrontId, [...new Set(items.map(({ sku }) => sku))]),
  ])
  for (const { lineId, sku } of items) {
    const line = lines.find((candidate) => candidate.id === lineId)
    if (!line) throw new AppError('bad_input', 'That item is not in this order.')
    if (!products.some((product) => product.sku === sku))
      throw new AppError('bad_input', `${sku} is not a product of this storefront.`)
    await saveFulfillSku(uow.tx, lineId, sku)
    if (isAlias && line.sku) {
      const alias = { storefrontId, sku: line.sku, productSku: sku }
      await saveSkuAlias(uow.tx, { ...alias, chosenById, chosenByName })
    }
  }
  await resumeAfterAction(uow, subject, 'another product ships')
  return { outcome: 'resolved', data: { items } }
}
