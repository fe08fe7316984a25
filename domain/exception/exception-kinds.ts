import { DELIVERY_KINDS } from './delivery-kinds'
import type { ExceptionKindEntry } from './kind'
import { ORDER_KINDS } from './order-kinds'
import { PAYMENT_KINDS } from './payment-kinds'
import { SYSTEM_KINDS } from './system-kinds'

export { DECLINE_REASONS } from './decline-reasons'

const CATALOG = { ...PAYMENT_KINDS, ...ORDER_KINDS, ...DELIVERY_KINDS, ...SYSTEM_KINDS }

export type ExceptionKind = keyof typeof CATALOG

/** The catalog: pipeline, inbox, reports and docs all read this table and nothing else. */
export const EXCEPTION_KINDS: Readonly<Record<ExceptionKind, ExceptionKindEntry>> = CATALOG

/** Whether a stored word is a kind of the catalog. */
export function isExceptionKind(word: string): word is ExceptionKind {
  return Object.hasOwn(CATALOG, word)
}
