import type { ActionHandler } from '../internal/action-handler'
import { shipOtherProducts } from '../internal/ship-other-products'

export const replaceItem: ActionHandler<'replace_item'> = (uow, subject, { items }) =>
  shipOtherProducts(uow, subject, { items, isAlias: false })
