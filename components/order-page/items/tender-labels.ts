import { describeDecline } from '@/domain/exception/decline-reasons'
import type { Tender, Transaction } from '../order-data'

const KINDS: Record<Tender['kind'], string> = {
  card: 'Card',
  wallet: 'Wallet',
  gift_card: 'Gift card',
  bank: 'Bank transfer',
  other: 'Payment',
}

const TRANSACTIONS: Record<Transaction['kind'], string> = {
  authorization: 'Authorization',
  capture: 'Capture',
  void: 'Void',
  refund: 'Refund',
  reversal: 'Gift card reversal',
  chargeback: 'Chargeback',
}

const SOURCES: Record<Transaction['source'], string> = {
  storefront: 'by storefront',
  pipeline: 'by Aftercart',
  person: 'by staff',
}

/** Returns the display name of a tender: "Visa •••• 4242". */
export function tenderName({ kind, brand, lastFour }: Tender): string {
  const name = brand ? brand.charAt(0).toUpperCase() + brand.slice(1) : KINDS[kind]
  return lastFour ? `${name} •••• ${lastFour}` : name
}

/** Returns the kind and source of a transaction: "Capture by Aftercart". */
export function transactionName({ kind, source }: Transaction): string {
  return `${TRANSACTIONS[kind]} ${SOURCES[source]}`
}

/** Returns why the transaction failed or has no outcome; undefined when it succeeded. */
export function transactionError(transaction: Transaction): string | undefined {
  const { errorCode, errorMessage, status } = transaction
  if (status === 'succeeded' || (!errorCode && !errorMessage)) return undefined
  return errorMessage ?? describeDecline(errorCode ?? '')
}
