import { transaction } from '@/db/client'
import { findExceptionItem, findStorefrontOf } from '@/db/queries/exceptions/exception-item'
import { findProducts } from '@/db/queries/orders/order-edits'
import { type OfferedAction, offeredActions } from '@/domain/exception/offered-actions'
import type { ExceptionId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'
import { appVersion } from '@/server/version'
import { loadActionFacts } from './internal/load-action-facts'

/**
 * Returns an exception with its history, its order and its actions, each with the reason this role
 * can't take it. Undefined when the exception does not exist.
 */
export async function describeItem(exceptionId: ExceptionId, role: Role) {
  const found = await findExceptionItem(exceptionId)
  if (!found) return undefined
  const { exception, events, links, order, page } = found
  const facts = await transaction((tx) => loadActionFacts(tx, exception, order))
  return {
    exception,
    events,
    links,
    order: page ?? null,
    actions: facts ? offeredActions(facts, role).map(withVersion) : [],
  }
}

/** Adds the code version that would rerun the work. */
const withVersion = (action: OfferedAction) => ({
  ...action,
  codeVersion: action.rerunsStep ? appVersion() : null,
})

/** Searches the products of the storefront that an exception's order came from. */
export function findProductsFor(exceptionId: ExceptionId, search: string) {
  return transaction(async (tx) => {
    const storefrontId = await findStorefrontOf(tx, exceptionId)
    return storefrontId ? findProducts(tx, storefrontId, search) : []
  })
}
