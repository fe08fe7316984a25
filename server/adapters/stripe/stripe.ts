import type { VendorConnection, VendorOutcome } from '@/server/domain/vendor'

/** What the gateway holds for a payment. Amounts are ISO 4217 minor units of `currency`. */
export type GatewayPayment = {
  reference: string
  state: 'requires_capture' | 'captured' | 'voided' | 'other'
  authorizedMinor: bigint
  capturedMinor: bigint
  currency: string
  brand?: string
  lastFour?: string
  raw: unknown
}

export type GatewayCapture = { reference: string; capturedMinor: bigint; raw: unknown }

export type GatewayRefund = {
  reference: string
  status: 'succeeded' | 'pending'
  amountMinor: bigint
  raw: unknown
}

export type MoneyMove = {
  /** The payment intent's id, `pi_...`. */
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
}

/** Looks a payment up. Refused with `resource_missing` when the gateway does not know it. */
export async function findPayment(
  _connection: VendorConnection,
  _reference: string,
): Promise<VendorOutcome<GatewayPayment>> {
  throw new Error('not there yet')
}

/** Captures an authorised payment; what is above `amountMinor` is released by the gateway. */
export async function capturePayment(
  _connection: VendorConnection,
  _move: MoneyMove,
): Promise<VendorOutcome<GatewayCapture>> {
  throw new Error('not there yet')
}

/** Releases what is authorised and not captured. */
export async function voidPayment(
  _connection: VendorConnection,
  _move: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<{ reference: string; raw: unknown }>> {
  throw new Error('not there yet')
}

/** Gives captured money back. A refund the bank still works on is ok with status `pending`. */
export async function refundPayment(
  _connection: VendorConnection,
  _move: MoneyMove,
): Promise<VendorOutcome<GatewayRefund>> {
  throw new Error('not there yet')
}

/** Looks up the refund that `refundPayment` made under this key; `undefined`: there is none. */
export async function findRefund(
  _connection: VendorConnection,
  _move: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<GatewayRefund | undefined>> {
  throw new Error('not there yet')
}
