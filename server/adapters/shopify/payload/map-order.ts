import { isCurrency } from '@/domain/money/money'
import type {
  CustomerSnapshot,
  DutySnapshot,
  OrderSnapshot,
  OrderTotals,
} from '@/domain/order/order-snapshot'
import type { FulfillmentStatus } from '@/domain/order/order-state'
import { joinNames, mapAddress } from './map-address'
import { mapDiscounts } from './map-discounts'
import { listPricesOf, mapLines, mapShippingLines } from './map-lines'
import { mapTaxes } from './map-taxes'
import { mapTotals } from './map-totals'
import { type AmountReader, type Currencies, createAmountReader } from './money-fields'
import type { CustomerPayload, OrderPayload } from './order-payload'
import { PayloadError } from './payload-error'

/** Facts that the payload does not contain. `shipsFromCountry` is ISO 3166-1 alpha-2. */
export type OrderContext = { rank: number; shipsFromCountry: string }

/**
 * Converts a Shopify order to our terms.
 * @throws PayloadError that lists every field with an invalid or inexact amount
 */
export function mapOrder(order: OrderPayload, context: OrderContext): OrderSnapshot {
  const currencies = currenciesOf(order)
  const amounts = createAmountReader(currencies)
  const shippingAddress = mapAddress(order.shipping_address)
  const billingAddress = mapAddress(order.billing_address)
  const parts = mapParts(order, dutyScopeOf(shippingAddress?.countryCode, context), amounts)
  if (amounts.problems.length > 0) throw new PayloadError([...new Set(amounts.problems)])
  const customer = mapCustomer(order)
  return {
    ...mapHead(order),
    ...currencies,
    rank: context.rank,
    customer,
    customerName:
      joinNames(customer?.firstName, customer?.lastName) ||
      (billingAddress?.name ?? '') ||
      (shippingAddress?.name ?? ''),
    email: order.email ?? order.contact_email ?? customer?.email ?? null,
    phone: order.phone ?? customer?.phone ?? null,
    shippingAddress,
    billingAddress,
    ...parts,
  }
}

/** @throws PayloadError for an unknown ISO 4217 currency code */
function currenciesOf(order: OrderPayload): Currencies {
  const shopCurrency = order.currency
  const currency = order.presentment_currency ?? shopCurrency
  const problems = Object.entries({ currency: shopCurrency, presentment_currency: currency })
    .filter(([, code]) => !isCurrency(code))
    .map(([field, code]) => `${field}: "${code.slice(0, 40)}" is not a currency code.`)
  if (problems.length > 0) throw new PayloadError(problems)
  return { currency, shopCurrency }
}

/** Duties are domestic if the parcel stays in the country it ships from. */
function dutyScopeOf(
  destination: string | undefined,
  { shipsFromCountry }: OrderContext,
): DutySnapshot['scope'] {
  return destination === shipsFromCountry ? 'domestic' : 'international'
}

function mapParts(order: OrderPayload, scope: DutySnapshot['scope'], amounts: AmountReader) {
  const listPrices = listPricesOf(order, amounts)
  const discount = amounts.read('total_discounts', order.total_discounts_set, order.total_discounts)
  const discounts = mapDiscounts(order, listPrices, discount, amounts)
  const lines = mapLines(order, discounts, scope, amounts)
  const shippingLines = mapShippingLines(order.shipping_lines, discounts, amounts)
  const taxes = mapTaxes('', order.tax_lines, amounts)
  const totals: OrderTotals = mapTotals(order, discount, listPrices, lines, shippingLines, amounts)
  return { discounts, lines, shippingLines, taxes, totals }
}

function mapHead(order: OrderPayload) {
  return {
    externalId: order.id,
    name: order.name ?? `#${order.order_number ?? order.id}`,
    updatedAt: order.updated_at,
    placedAt: order.processed_at ?? order.created_at ?? order.updated_at,
    canceledAt: order.cancelled_at,
    // Shopify's sample payloads have a reason on orders that were never canceled.
    cancelReason: order.cancelled_at ? order.cancel_reason : null,
    taxesIncluded: order.taxes_included,
    isTest: order.test,
    paymentStatus: order.financial_status ?? 'pending',
    fulfillmentStatus: fulfillmentStatusOf(order.fulfillment_status),
    customerLocale: localeOf(order.customer_locale),
    customerNote: order.note,
    tags: (order.tags ?? '').split(',').flatMap((tag) => tag.trim() || []),
  }
}

function fulfillmentStatusOf(status: string | null): FulfillmentStatus {
  if (status === 'fulfilled') return 'fulfilled'
  return status === 'partial' ? 'partial' : 'unfulfilled'
}

/** Returns a canonical BCP 47 tag; null if the text is not one. */
function localeOf(raw: string | null): string | null {
  if (raw === null) return null
  try {
    return Intl.getCanonicalLocales(raw.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

function mapCustomer(order: OrderPayload): CustomerSnapshot | null {
  if (!order.customer) return null
  const locale = localeOf(order.customer.locale ?? order.customer_locale)
  return mapCustomerPayload(order.customer, { updatedAt: order.updated_at, locale })
}

/** Converts a customer to our terms. `fallback` replaces missing values. */
export function mapCustomerPayload(
  customer: CustomerPayload,
  fallback: { updatedAt: Date; locale: string | null },
): CustomerSnapshot {
  return {
    externalId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.first_name,
    lastName: customer.last_name,
    locale: localeOf(customer.locale) ?? fallback.locale,
    note: customer.note,
    updatedAt: customer.updated_at ?? fallback.updatedAt,
  }
}
