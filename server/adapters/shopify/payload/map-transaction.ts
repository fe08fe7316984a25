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
  // Cash handed back at a till: the sale counts what was handed over.
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
 * A Shopify transaction in our terms. Its `amount` is in its `currency`, which is the
 * customer's unless it says otherwise; `otherwise` is used where it names no time.
 * @throws PayloadError for unknown kinds and states, and for amounts that are not exact
 */
export function mapTransaction(
  payload: TransactionPayload,
  currencies: Currencies,
  otherwise: { at: Date; field?: string },
): TransactionFact {
  const field = otherwise.field ?? 'transaction'
  const kind = KINDS[payload.kind]
  const status = STATUSES[payload.status]
  if (!kind) throw new PayloadError([`${field}.kind: it is none that we know.`])
  if (!status) throw new PayloadError([`${field}.status: it is none that we know.`])
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
    at: payload.processed_at ?? payload.created_at ?? otherwise.at,
  }
}

function amountsOf(
  field: string,
  { amount, currency, amount_set, total_unsettled_set }: TransactionPayload,
  { currency: customers, shopCurrency }: Currencies,
): Pick<TransactionFact, 'amount' | 'shopMinor'> {
  const given = amount_set?.presentment_money
  const text = given?.amount ?? amount
  const of = given?.currency ?? currency ?? customers
  if (text === undefined) throw new PayloadError([`${field}.amount: it is missing.`])
  const minor = parseMinor(`${field}.amount`, text, of)
  if (of === shopCurrency) return { amount: { minor, currency: of }, shopMinor: minor }
  const shopMinor =
    shopSide(field, amount_set, of, minor, shopCurrency) ??
    shopSide(field, total_unsettled_set, of, minor, shopCurrency)
  return { amount: { minor, currency: of }, shopMinor }
}

/** The shop's side of a set, if its customer's side is this very amount. */
function shopSide(
  field: string,
  set: MoneySet,
  currency: string,
  minor: bigint,
  shopCurrency: string,
): bigint | null {
  const { presentment_money: theirs, shop_money: ours } = set ?? {}
  if (!theirs || !ours || theirs.currency !== currency || ours.currency !== shopCurrency)
    return null
  if (parseMinor(field, theirs.amount, currency) !== minor) return null
  return parseMinor(field, ours.amount, shopCurrency)
}

/** A gift card is named by its receipt, everything else by the gateway's authorization. */
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
