import { formatAmount } from '@/domain/money/money'
import { type Amount, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { SHOP_CURRENCY } from './amounts'
import { shopTime } from './money-json'
import { gatewayOf, type Tender } from './tenders'

export type TransactionFacts = {
  id: number
  orderId: number
  orderName: string
  /** 1 for the first payment of the order. */
  position: number
  currency: string
  at: Date
}

/**
 * Builds the payload of `order_transactions/create` for a tender: an authorization for a card at our
 * gateway, else a sale. `authorization` is the gateway's payment ID.
 */
export function transactionJson(
  tender: Tender,
  authorization: string | null,
  facts: TransactionFacts,
) {
  const isAuthorization = tender.kind === 'card'
  return {
    ...baseJson(facts),
    kind: isAuthorization ? 'authorization' : 'sale',
    gateway: gatewayOf(tender),
    authorization,
    parent_id: null,
    payment_details: detailsJson(tender),
    receipt: receiptJson(tender, authorization, facts.id),
    amount: formatAmount(tender.amount.minor, facts.currency),
    total_unsettled_set: unsettled(isAuthorization ? tender.amount : NO_AMOUNT, facts.currency),
    manual_payment_gateway: tender.kind === 'bank_deposit',
  }
}

/** Builds the refund transaction in the payload of `refunds/create`. */
export function refundTransactionJson(
  tender: Tender,
  amount: Amount,
  parentId: number,
  facts: TransactionFacts,
) {
  return {
    ...baseJson(facts),
    kind: 'refund',
    gateway: gatewayOf(tender),
    authorization: null,
    parent_id: parentId,
    payment_details: detailsJson(tender),
    receipt: {},
    amount: formatAmount(amount.minor, facts.currency),
    total_unsettled_set: unsettled(NO_AMOUNT, facts.currency),
    manual_payment_gateway: false,
  }
}

function baseJson({ id, orderId, orderName, position, currency, at }: TransactionFacts) {
  return {
    id,
    order_id: orderId,
    status: 'success',
    message: null,
    created_at: shopTime(at),
    test: true,
    location_id: null,
    user_id: null,
    processed_at: shopTime(at),
    device_id: null,
    error_code: null,
    source_name: 'web',
    currency,
    payment_id: `${orderName}.${position}`,
    amount_rounding: null,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
  }
}

function detailsJson(tender: Tender) {
  if (tender.kind !== 'card' && tender.kind !== 'shopify_payments') return null
  return {
    credit_card_bin: null,
    avs_result_code: null,
    cvv_result_code: null,
    credit_card_number: `•••• •••• •••• ${tender.card.last4}`,
    credit_card_company: tender.card.company,
    buyer_action_info: null,
    credit_card_name: null,
    credit_card_wallet: null,
    credit_card_expiration_month: 4,
    credit_card_expiration_year: 2031,
    payment_method_name: 'card',
  }
}

function receiptJson(tender: Tender, authorization: string | null, id: number) {
  if (tender.kind === 'gift_card')
    return { gift_card_id: id, gift_card_last_characters: tender.lastCharacters }
  return authorization ? { id: authorization, object: 'payment_intent' } : {}
}

function unsettled({ minor, shopMinor }: Amount, currency: string) {
  return {
    presentment_money: { amount: formatAmount(minor, currency), currency },
    shop_money: { amount: formatAmount(shopMinor, SHOP_CURRENCY), currency: SHOP_CURRENCY },
  }
}
