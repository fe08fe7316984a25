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
export type Issued = Outputs['issue']
export type ShipTo = NonNullable<ReshipmentInput['shipTo']>

/** The form as it is typed. Amounts stay text: only the server reads and computes money. */
export type RefundForm = {
  reissue: 'refund' | 'reshipment'
  amount: 'full' | 'partial'
  refundType: 'cash' | 'gift_card'
  isShipmentRefunded: boolean
  /** '' stands for all that is left. */
  shippingAmount: string
  areDutiesRefunded: boolean
  isTipRefunded: boolean
  areFeesRefunded: boolean
  /** By line. */
  quantities: Record<string, number>
  restocks: Record<string, Restock>
  isAnnounced: boolean
  /** Null: what the rules come to. */
  otherAmount: { amount: string; reason: AdjustmentReason } | null
  /** By payment; null: where the rules send it. */
  moves: Record<string, string> | null
  note: string
  /** Null: the order's own address. */
  shipTo: ShipTo | null
  overrideReason: string
}

/** Nothing is chosen until a person chooses it. */
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
  isAnnounced: true,
  otherAmount: null,
  moves: null,
  note: '',
  shipTo: null,
  overrideReason: '',
}

export const DEFAULT_RESTOCK: Restock = 'return_to_stock'

/** What the form asks the server to refund. */
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
    ...(form.otherAmount && form.otherAmount.amount.trim() !== ''
      ? { override: { total: money(form.otherAmount.amount), reason: form.otherAmount.reason } }
      : {}),
    ...(form.moves ? { tenders: toMoves(form.moves, money) } : {}),
    note: form.note,
    notify: form.isAnnounced,
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

function toMoves(
  moves: Record<string, string>,
  money: (amount: string) => { amount: string; currency: string },
) {
  return Object.entries(moves)
    .filter(([, amount]) => amount.trim() !== '')
    .map(([paymentId, amount]) => ({ paymentId, amount: money(amount) }))
}

/** What the form asks the server to send again. */
export function toReshipmentInput(form: RefundForm, orderId: string): ReshipmentInput {
  return {
    orderId,
    lines: Object.entries(form.quantities)
      .filter(([, quantity]) => quantity !== 0)
      .map(([lineId, quantity]) => ({ lineId, quantity })),
    ...(form.shipTo ? { shipTo: form.shipTo } : {}),
    ...(form.overrideReason.trim() ? { overrideReason: form.overrideReason } : {}),
    note: form.note,
    notify: form.isAnnounced,
  }
}
