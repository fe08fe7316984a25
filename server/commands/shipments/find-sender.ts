import type { StorefrontRow } from '@/db/queries/orders'
import type { ShippingAddress } from '@/server/adapters/easypost/shipment-request'
import { SANDBOX_SHOP } from '@/server/domain/sandbox-shop'

/** Where the sandbox storefront's parcels start; nothing is ever picked up there. */
const SANDBOX_SENDER = {
  address1: '1 Dispatch Road',
  city: 'Wilmington',
  provinceCode: 'DE',
  postalCode: '19801',
  phone: '+13025550100',
}

/**
 * The sender on a storefront's labels; undefined when its ship-from address was not given. The
 * sandbox storefront has one of its own.
 */
export function findSender(storefront: StorefrontRow): ShippingAddress | undefined {
  const isSandbox = storefront.shopDomain === SANDBOX_SHOP
  const address = storefront.shipsFrom ?? (isSandbox ? SANDBOX_SENDER : undefined)
  if (!address) return undefined
  return { name: storefront.name, countryCode: storefront.shipsFromCountry, ...address }
}
