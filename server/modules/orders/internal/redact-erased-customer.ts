import type { AddressSnapshot, OrderSnapshot } from '@/domain/order/order-snapshot'

/** Removes personal data from a late snapshot of an order whose customer was erased. */
export function redactErasedCustomer(snapshot: OrderSnapshot): OrderSnapshot {
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

/** Keeps the country: it is not personal data, and taxes and customs depend on it. */
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
