import type { StorefrontRow } from '@/db/queries/orders/orders'
import type { ShippingAddress } from '@/server/adapters/easypost/shipment-request'

/** Returns the sender for a storefront's labels; undefined without a ship-from address. */
export function findSender(storefront: StorefrontRow): ShippingAddress | undefined {
  const { name, shipsFrom, shipsFromCountry } = storefront
  return shipsFrom ? { name, countryCode: shipsFromCountry, ...shipsFrom } : undefined
}
