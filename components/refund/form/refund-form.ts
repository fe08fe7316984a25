import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { Restock } from '@/domain/refund/quote-lines'
import type { AdjustmentReason } from '@/domain/refund/refund-total'
import type { AppRouter } from '@/server/trpc/router'

type Inputs = inferRouterInputs<AppRouter>['refunds']
type Outputs = inferRouterOutputs<AppRouter>['refunds']

export type RefundInput = Inputs['preview']
export type ReshipmentInput = Inputs['previewReshipment']
export type RefundPreview = Outputs['preview']
export type ReshipmentPreview = Outputs['previewReshipment']
export type IssuedResolution = Outputs['issue']
export type ShipTo = NonNullable<ReshipmentInput['shipTo']>

/** The form's raw state. Amounts stay text because only the server parses and computes money. */
export type RefundForm = {
  reissue: 'refund' | 'reshipment'
  amount: 'full' | 'partial'
  refundType: 'cash' | 'gift_card'
  isShipmentRefunded: boolean
  /** Empty: the full remaining amount. */
  shippingAmount: string
  areDutiesRefunded: boolean
  isTipRefunded: boolean
  areFeesRefunded: boolean
  /** Units by line ID. */
  quantities: Record<string, number>
  restocks: Record<string, Restock>
  isCustomerNotified: boolean
  /** Null: the computed total. */
  customAmount: { amount: string; reason: AdjustmentReason } | null
  /** Amount by payment ID; null: the suggested split. */
  split: Record<string, string> | null
  note: string
  /** Null: the order's shipping address. */
  shipTo: ShipTo | null
  overrideReason: string
}

/** The initial form: nothing is selected. */
export const EMPTY_FORM: RefundForm = {
  reissue: 'refund',
  amount: 'partial',
  refundType: 'cash',
  isShipmentRefunded: false,
  shippingAmount: '',
  areDutiesRefunded: false,
  isTipRefunded: false,
  areFeesRefunded: false,
  quantities: {},
  restocks: {},
  isCustomerNotified: true,
  customAmount: null,
  split: null,
  note: '',
  shipTo: null,
  overrideReason: '',
}

export const DEFAULT_RESTOCK: Restock = 'return_to_stock'

/** Returns the refund input for the server. */
export function toRefundInput(
  form: RefundForm,
  order: { id: string; currency: string },
): RefundInput {
  const { currency } = order
  const money = (amount: string) => ({ amount: amount.trim(), currency })
  const all = (isOn: boolean) => (isOn ? 'all' : 'none')
  return {
    orderId: order.id,
    amount: form.amount,
    refundType: form.refundType,
    lines: toLines(form),
    restock: DEFAULT_RESTOCK,
    shipping:
      form.isShipmentRefunded && form.shippingAmount.trim() !== ''
        ? money(form.shippingAmount)
        : all(form.isShipmentRefunded),
    dutyDomestic: all(form.areDutiesRefunded),
    dutyInternational: all(form.areDutiesRefunded),
    tip: all(form.isTipRefunded),
    fee: all(form.areFeesRefunded),
    ...(form.customAmount && form.customAmount.amount.trim() !== ''
      ? { override: { total: money(form.customAmount.amount), reason: form.customAmount.reason } }
      : {}),
    ...(form.split ? { tenders: toTenderSplit(form.split, money) } : {}),
    note: form.note,
    notify: form.isCustomerNotified,
  }
}

function toLines({ amount, quantities, restocks }: RefundForm): NonNullable<RefundInput['lines']> {
  if (amount === 'full') {
    return Object.entries(restocks).map(([lineId, restock]) => ({ lineId, restock }))
  }
  return Object.entries(quantities)
    .filter(([, quantity]) => quantity !== 0)
    .map(([lineId, quantity]) => ({
      lineId,
      quantity,
      restock: restocks[lineId] ?? DEFAULT_RESTOCK,
    }))
}

function toTenderSplit(
  split: Record<string, string>,
  money: (amount: string) => { amount: string; currency: string },
) {
  return Object.entries(split)
    .filter(([, amount]) => amount.trim() !== '')
    .map(([paymentId, amount]) => ({ paymentId, amount: money(amount) }))
}

/** Returns the reshipment input for the server. */
export function toReshipmentInput(form: RefundForm, orderId: string): ReshipmentInput {
  return {
    orderId,
    lines: Object.entries(form.quantities)
      .filter(([, quantity]) => quantity !== 0)
      .map(([lineId, quantity]) => ({ lineId, quantity })),
    ...(form.shipTo ? { shipTo: form.shipTo } : {}),
    ...(form.overrideReason.trim() ? { overrideReason: form.overrideReason } : {}),
    note: form.note,
    notify: form.isCustomerNotified,
  }
}
