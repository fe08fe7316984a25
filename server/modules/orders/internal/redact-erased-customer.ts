import type { AddressSnapshot, OrderSnapshot } from '@/domain/order/order-snapshot'

/**
 * A snapshot of an order whose customer was erased on the storefront's request: a message that
 * was late must not bring the person back.
 */
export function withoutErasedPerson(snapshot: OrderSnapshot): OrderSnapshot {
  return {
    ...snapshot,
    customerName: '',
    email: null,
    phone: null,
    customerNote: null,
    lines: snapshot.lines.map((line) => ({ ...line, properties: [] })),
    shippingAddress: anonymous(snapshot.shippingAddress),
    billingAddress: anonymous(snapshot.billingAddress),
  }
}

/** The country stays: it is no person, and taxes and customs hang on it. */
function anonymous(address: AddressSnapshot | null): AddressSnapshot | null {
  return (
    address && {
      name: '',
      company: null,
      address1: '',
      address2: null,
      city: '',
      province: null,
      provinceCode: null,
      postalCode: null,
      countryCode: address.countryCode,
      phone: null,
      emptiedFields: [],
    }
  )
}
