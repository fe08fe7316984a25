import type { Executor } from '@/db/client'
import { listProducts, type ProductRow } from '@/db/queries/fulfillment/stock'
import { listOrderDuties, type OrderDutyRow } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderLineId } from '@/domain/ids'
import { cumulativeShare } from '@/domain/money/money'
import { crossesBorder, type Place } from '@/domain/shipment/customs'
import type { CustomsItem } from '@/server/adapters/easypost/shipment-request'
import { failed, type StepOutcome } from '../steps/step-types'
import { type LineToShip, lineGrams, sentSku } from './select-lines'

type CustomsOrder = Pick<OrderRow, 'id' | 'storefrontId' | 'currency'>
type Customs =
  | { outcome: 'ok'; items?: CustomsItem[] }
  | Extract<StepOutcome, { outcome: 'failed' }>

/**
 * Returns the customs items of a parcel; none when it crosses no customs border. HS code and origin
 * come from the line, else from the storefront's duty, else from our catalog. Values are what the
 * customer paid, in the customer's currency.
 */
export async function findCustoms(
  tx: Executor,
  order: CustomsOrder,
  lines: LineToShip[],
  route: { from: Place; to: Place },
): Promise<Customs> {
  if (!crossesBorder(route.from, route.to)) return { outcome: 'ok' }
  const duties = await listOrderDuties(tx, order.id)
  const skus = lines.flatMap((line) => sentSku(line) ?? [])
  const products = await listProducts(tx, order.storefrontId, skus)
  const items = lines.map((line) => toItem(order, line, duties, products))
  const isIncomplete = (item: CustomsItem | undefined) =>
    item?.hsCode === '' || item?.originCountry === ''
  const missing = items.filter(isIncomplete)
  const lineIds = lines.filter((_, index) => isIncomplete(items[index])).map(({ id }) => id)
  if (missing.length > 0) return customsDataMissing(missing, lineIds)
  return { outcome: 'ok', items }
}

function toItem(
  order: CustomsOrder,
  line: LineToShip,
  duties: OrderDutyRow[],
  products: ProductRow[],
): CustomsItem {
  const product = products.filter(({ sku }) => sku === sentSku(line))
  const own = [line, ...duties.filter((duty) => duty.lineId === line.id)]
  // The storefront's data describes the purchased item, not its replacement.
  const sources = line.fulfillSku ? [...product, ...own] : [...own, ...product]
  return {
    description: (line.fulfillSku && product[0]?.title) || line.title,
    quantity: line.units,
    valueMinor: cumulativeShare(line.paidMinor, line.units, line.quantity),
    currency: order.currency,
    grams: lineGrams(line),
    hsCode: sources.find((source) => source.hsCode)?.hsCode ?? '',
    originCountry: sources.find((source) => source.originCountry)?.originCountry ?? '',
  }
}

function customsDataMissing(items: CustomsItem[], lineIds: OrderLineId[]): Customs {
  const descriptions = items.map((item) => {
    const missing = [
      ...(item.hsCode === '' ? ['customs code'] : []),
      ...(item.originCountry === '' ? ['country of origin'] : []),
    ]
    return `${item.description} (${missing.join(' and ')})`
  })
  return failed({
    kind: 'customs_data_missing',
    code: 'customs_data_missing',
    message: `Missing customs data: ${descriptions.join('; ')}.`,
    detail: { items: items.map((item) => item.description), lineIds },
  })
}
