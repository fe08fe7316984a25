import type { StorefrontRow } from '@/db/queries/orders/orders'
import type { ShippingAddress } from '@/server/adapters/easypost/shipment-request'

/** The sender on a storefront's labels; undefined when its ship-from address was not given. */
export function findSender(storefront: StorefrontRow): ShippingAddress | undefined {
  const { name, shipsFrom, shipsFromCountry } = storefront
  return shipsFrom ? { name, countryCode: shipsFromCountry, ...shipsFrom } : undefined
}
