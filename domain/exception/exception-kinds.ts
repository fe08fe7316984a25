import type { ExceptionKindEntry } from './kind'
import { addressEmptyAfterCleaning } from './kinds/address-empty-after-cleaning'
import { addressInvalid } from './kinds/address-invalid'
import { amountMismatch } from './kinds/amount-mismatch'
import { authorizationExpired } from './kinds/authorization-expired'
import { carrierUnavailable } from './kinds/carrier-unavailable'
import { chargebackOpened } from './kinds/chargeback-opened'
import { customsDataMissing } from './kinds/customs-data-missing'
import { deliveryFailed } from './kinds/delivery-failed'
import { fraudReview } from './kinds/fraud-review'
import { gatewayUnavailable } from './kinds/gateway-unavailable'
import { internalError } from './kinds/internal-error'
import { notificationFailed } from './kinds/notification-failed'
import { orderChangedLate } from './kinds/order-changed-late'
import { paymentDeclined } from './kinds/payment-declined'
import { paymentUnknown } from './kinds/payment-unknown'
import { refundFailed } from './kinds/refund-failed'
import { refundUnknown } from './kinds/refund-unknown'
import { reportMismatch } from './kinds/report-mismatch'
import { shipmentLost } from './kinds/shipment-lost'
import { stepStuck } from './kinds/step-stuck'
import { stockShort } from './kinds/stock-short'
import { syncFailed } from './kinds/sync-failed'
import { totalsMismatch } from './kinds/totals-mismatch'
import { unknownSku } from './kinds/unknown-sku'
import { webhookUnreadable } from './kinds/webhook-unreadable'

/** Every kind of exception. A new kind adds its file under `kinds/` and a line here. */
const KINDS = [
  gatewayUnavailable,
  paymentDeclined,
  authorizationExpired,
  paymentUnknown,
  amountMismatch,
  refundFailed,
  refundUnknown,
  chargebackOpened,
  totalsMismatch,
  addressInvalid,
  addressEmptyAfterCleaning,
  customsDataMissing,
  fraudReview,
  stockShort,
  unknownSku,
  orderChangedLate,
  carrierUnavailable,
  shipmentLost,
  deliveryFailed,
  notificationFailed,
  syncFailed,
  webhookUnreadable,
  stepStuck,
  internalError,
  reportMismatch,
] as const

export type ExceptionKind = (typeof KINDS)[number]['code']

/** The catalog: pipeline, inbox, reports and docs read only this table. */
export const EXCEPTION_KINDS = Object.fromEntries(
  KINDS.map((kind) => [kind.code, kind]),
) as unknown as Readonly<Record<ExceptionKind, ExceptionKindEntry>>

/** Returns whether a stored code is a kind that this version has. */
export function isExceptionKind(code: string): code is ExceptionKind {
  return Object.hasOwn(EXCEPTION_KINDS, code)
}
