import type { TransactionStatus } from '@/domain/order/order-state'
import type { TransactionFact } from '@/domain/order/storefront-facts'
import { type Currencies, type MoneySet, parseMinor } from './money-fields'
import { PayloadError } from './payload-error'
import type { TransactionPayload } from './transaction-payload'

const KINDS: Record<string, TransactionFact['kind']> = {
  authorization: 'authorization',
  emv_authorization: 'authorization',
  sale: 'sale',
  capture: 'capture',
  void: 'void',
  refund: 'refund',
  // Change given for a cash payment; the sale has the full amount handed over.
  change: 'refund',
}

const STATUSES: Record<string, TransactionStatus> = {
  success: 'succeeded',
  pending: 'pending',
  awaiting_response: 'pending',
  unknown: 'pending',
  failure: 'failed',
  error: 'failed',
}

/**
 * Converts a Shopify transaction to our terms. Its `amount` is in its `currency`, by default the
 * presentment currency. `fallback.at` replaces missing times; `fallback.field` prefixes errors.
 * @throws PayloadError for unknown kinds and statuses, and for inexact amounts
 */
export function mapTransaction(
  payload: TransactionPayload,
  currencies: Currencies,
  fallback: { at: Date; field?: string },
): TransactionFact {
  const field = fallback.field ?? 'transaction'
  const kind = KINDS[payload.kind]
  const status = STATUSES[payload.status]
  if (!kind) throw new PayloadError([`${field}.kind: unknown value.`])
  if (!status) throw new PayloadError([`${field}.status: unknown value.`])
  const gateway = payload.gateway ?? ''
  return {
    externalId: payload.id,
    kind,
    status,
    parentExternalId: payload.parent_id ?? null,
    ...amountsOf(field, payload, currencies),
    gateway,
    gatewayReference: referenceOf(payload, gateway),
    ...tenderOf(payload, gateway),
    errorCode: payload.error_code,
    errorMessage: status === 'failed' ? payload.message : null,
    at: payload.processed_at ?? payload.created_at ?? fallback.at,
  }
}

function amountsOf(
  field: string,
  { amount, currency, amount_set, total_unsettled_set }: TransactionPayload,
  { currency: presentmentCurrency, shopCurrency }: Currencies,
): Pick<TransactionFact, 'amount' | 'shopMinor'> {
  const presentment = amount_set?.presentment_money
  const text = presentment?.amount ?? amount
  const code = presentment?.currency ?? currency ?? presentmentCurrency
  if (text === undefined) throw new PayloadError([`${field}.amount: value is missing.`])
  const minor = parseMinor(`${field}.amount`, text, code)
  if (code === shopCurrency) return { amount: { minor, currency: code }, shopMinor: minor }
  const shopMinor =
    shopAmountFrom(field, amount_set, code, minor, shopCurrency) ??
    shopAmountFrom(field, total_unsettled_set, code, minor, shopCurrency)
  return { amount: { minor, currency: code }, shopMinor }
}

/** Returns a set's shop amount if its presentment amount equals `minor`; else null. */
function shopAmountFrom(
  field: string,
  set: MoneySet,
  currency: string,
  minor: bigint,
  shopCurrency: string,
): bigint | null {
  const { presentment_money: presentment, shop_money: shop } = set ?? {}
  if (!presentment || !shop) return null
  if (presentment.currency !== currency || shop.currency !== shopCurrency) return null
  if (parseMinor(field, presentment.amount, currency) !== minor) return null
  return parseMinor(field, shop.amount, shopCurrency)
}

/** Returns the gift card ID for a gift card, else the gateway's authorization. */
function referenceOf({ authorization, receipt }: TransactionPayload, gateway: string): string {
  const card = gateway === 'gift_card' ? receipt.gift_card_id : null
  return card ?? authorization ?? ''
}

const WALLETS = /paypal|apple_pay|google_pay|amazon|shop_pay|klarna|afterpay|alipay|wechat/
const BANKS = /bank|sepa|ideal|ach|wire|giropay|sofort/
const CARDS = /stripe|shopify_payments|bogus|visa|mastercard|amex|card/

function tenderOf(
  payload: TransactionPayload,
  gateway: string,
): Pick<TransactionFact, 'tender' | 'brand' | 'lastFour'> {
  const { credit_card_company, credit_card_number, credit_card_wallet } =
    payload.payment_details ?? {}
  if (gateway === 'gift_card') {
    const last = payload.receipt.gift_card_last_characters
    return { tender: 'gift_card', brand: null, lastFour: last?.slice(-4) ?? null }
  }
  const lastFour = /\d{4}$/.exec(credit_card_number ?? '')?.[0] ?? null
  const brand = credit_card_company ?? null
  if (credit_card_wallet) return { tender: 'wallet', brand: brand ?? credit_card_wallet, lastFour }
  if (brand || lastFour) return { tender: 'card', brand, lastFour }
  const name = gateway.toLowerCase()
  if (WALLETS.test(name)) return { tender: 'wallet', brand, lastFour }
  if (BANKS.test(name)) return { tender: 'bank', brand, lastFour }
  return { tender: CARDS.test(name) ? 'card' : 'other', brand, lastFour }
}
