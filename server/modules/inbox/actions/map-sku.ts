import type { ActionHandler } from '../internal/action-handler'
import { shipOtherProducts } from '../internal/ship-other-products'

export const mapSku: ActionHandler<'map_sku'> = (uow, subject, { items }) =>
  shipOtherProducts(uow, subject, { items, isAlias: true })
