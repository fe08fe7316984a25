import { SHOP_CURRENCY } from './amounts'
import { shopTime } from './money-json'
import type { Place } from './place'

/** A shipping or billing address. */
export type PostalAddress = {
  firstName: string
  lastName: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  province: string | null
  provinceCode: string | null
  zip: string | null
  phone: string | null
}

export type Customer = { id: number; email: string; firstName: string; lastName: string }

/** Builds an address in Shopify's format. */
export function addressJson(address: PostalAddress, { country, countryName }: Place) {
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: countryName,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: `${address.firstName} ${address.lastName}`,
    country_code: country,
    province_code: address.provinceCode,
  }
}

/** Builds a customer in Shopify's format. */
export function customerJson(
  customer: Customer,
  address: PostalAddress,
  place: Place,
  placedAt: Date,
) {
  return {
    id: customer.id,
    email: customer.email,
    created_at: shopTime(placedAt),
    updated_at: shopTime(placedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    phone: null,
    email_marketing_consent: {
      state: 'not_subscribed',
      opt_in_level: 'single_opt_in',
      consent_updated_at: null,
    },
    sms_marketing_consent: null,
    tags: '',
    currency: SHOP_CURRENCY,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    default_address: {
      id: customer.id,
      customer_id: customer.id,
      ...addressJson(address, place),
      country_name: place.countryName,
      default: true,
    },
  }
}
