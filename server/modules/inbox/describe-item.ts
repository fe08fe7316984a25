import { transaction } from '@/db/client'
import { findExceptionItem, findStorefrontOf } from '@/db/queries/exceptions/exception-item'
import { findProducts } from '@/db/queries/orders/order-edits'
import { type OfferedAction, offeredActions } from '@/domain/exception/offered-actions'
import type { Role } from '@/domain/staff/permissions'
import { appVersion } from '@/server/version'
import { loadActionFacts } from './internal/load-action-facts'

/**
 * All that the page of an exception shows to somebody of this role: itself, its history, its order
 * and the actions of its kind, each with why it cannot be taken. Undefined when there is none.
 */
export async function describeItem(exceptionId: string, role: Role) {
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

/** What runs again does so by the version of the code that runs here. */
const withVersion = (action: OfferedAction) => ({
  ...action,
  codeVersion: action.runsAgain ? appVersion() : null,
})

/** Products of the storefront that an exception's order came from. */
export function findProductsFor(exceptionId: string, search: string) {
  return transaction(async (tx) => {
    const storefrontId = await findStorefrontOf(tx, exceptionId)
    return storefrontId ? findProducts(tx, storefrontId, search) : []
  })
}
