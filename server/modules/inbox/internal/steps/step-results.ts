import { z } from 'zod'
import { listOwnParcels, saveShipmentExternalId } from '@/db/queries/fulfillment/shipments'
import {
  insertPaymentTransaction,
  listOwnTransactions,
  listPayments,
  type PaymentRow,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import type { OrderChange, OrderRow } from '@/db/queries/orders/orders'
import { listOrderSteps } from '@/db/queries/pipeline/order-steps'
import { orderCompleted } from '@/domain/events/order-events'
import { formatAmount } from '@/domain/money/money'
import { derivePaymentStatus } from '@/domain/order/order-state'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { AppError } from '@/server/errors'
import { saveChargebacks } from '@/server/modules/payments/save-chargebacks'
import { recordParcel } from '@/server/modules/pipeline/record-parcel'
import { findNextParcel } from '@/server/modules/pipeline/ship-order'
import { orderParts } from '@/server/modules/steps/order-parts'
import type { UnitOfWork } from '@/server/unit-of-work'
import { Tracking } from './step-inputs'

/** The result of a step that was resolved manually: its schema and how it is saved. */
type StepResults<S extends z.ZodType = z.ZodType> = {
  schema: S
  /** Initial value of the form. */
  example: z.input<S>
  save(uow: UnitOfWork, order: OrderRow, result: z.output<S>): Promise<OrderChange>
}

const stepResults = <S extends z.ZodType>(results: StepResults<S>): StepResults =>
  results as unknown as StepResults

const nothingToSave = async (): Promise<OrderChange> => ({})
const count = z.int('Enter a whole number.').min(0, 'Enter 0 or more.')

const validate = stepResults({
  schema: z.object({ lines: count }),
  example: { lines: 1 },
  save: nothingToSave,
})

const screen = stepResults({
  schema: z.object({ signals: z.array(z.string().max(100)).max(50) }),
  example: { signals: [] },
  save: nothingToSave,
})

const capture = stepResults({
  schema: z.object({
    reference: z.string().trim().min(1, 'Enter the reference of the charge.').max(200),
  }),
  example: { reference: '' },
  save: async (uow, order, { reference }) => {
    const tenders = (await listPayments(uow.tx, order.id)).filter(isCapturedByUs)
    for (const tender of tenders) await captureManually(uow, tender, reference)
    const after = await listPayments(uow.tx, order.id)
    const captured = after.reduce((sum, tender) => sum + tender.capturedMinor, 0n)
    if (captured < order.totalMinor) {
      const amount = `${formatAmount(captured, order.currency)} ${order.currency}`
      throw new AppError(
        'conflict',
        `The payments total ${amount}, which is less than the order total.`,
      )
    }
    await saveChargebacks(uow, order)
    const { totalMinor, storefrontPaymentStatus } = order
    return { paymentStatus: derivePaymentStatus(after, totalMinor, storefrontPaymentStatus) }
  },
})

/** Records the authorized amount of a payment as captured under the engineer's reference. */
async function captureManually(
  uow: UnitOfWork,
  tender: PaymentRow,
  reference: string,
): Promise<void> {
  const left = tender.authorizedMinor - tender.capturedMinor
  if (left <= 0n || tender.voidedAt) return
  const done = { status: 'succeeded', gatewayReference: reference, at: uow.now } as const
  const attempts = await listOwnTransactions(uow.tx, tender.id, 'capture')
  const open = attempts.find(({ status }) => status === 'pending')
  if (open) {
    const clear = { errorCode: null, errorMessage: null }
    return savePendingTransaction(uow.tx, open.idempotencyKey, { ...done, ...clear })
  }
  await insertPaymentTransaction(uow.tx, {
    ...done,
    paymentId: tender.id,
    orderId: tender.orderId,
    kind: 'capture',
    amountMinor: left,
    amountShopMinor: tender.authorizedShopMinor - tender.capturedShopMinor,
    source: 'person',
    idempotencyKey: `${tender.id}:capture:by-hand`,
  })
}

const allocate = stepResults({
  schema: z.object({ units: count, lines: count }),
  example: { units: 1, lines: 1 },
  save: nothingToSave,
})

const ship = stepResults({
  schema: Tracking,
  example: { carrier: '', trackingNumber: '', trackingUrl: '' },
  save: async (uow, order, tracking) => {
    const steps = await listOrderSteps(uow.tx, order.id)
    const next = await findNextParcel(uow, { order, steps, parts: orderParts(uow.tx, order) })
    if ('outcome' in next) throw new AppError('conflict', 'Everything has already been shipped.')
    const { parcels: _parcels, ...parcel } = next
    const end = await recordParcel(uow, order.id, { ...parcel, ...tracking })
    return end.outcome === 'done' ? (end.order ?? {}) : {}
  },
})

const notify = stepResults({
  schema: z.object({
    template: z.literal('receipt', 'Enter "receipt", the only email of this step.'),
  }),
  example: { template: 'receipt' },
  save: nothingToSave,
})

const sync = stepResults({
  schema: z.object({
    fulfillmentExternalId: z
      .string()
      .trim()
      .regex(/^\d{1,40}$/, "Enter the storefront's fulfillment ID, digits only."),
  }),
  example: { fulfillmentExternalId: '' },
  save: async (uow, order, { fulfillmentExternalId }) => {
    const shipment = (await listOwnParcels(uow.tx, order.id)).at(-1)
    if (shipment) await saveShipmentExternalId(uow.tx, shipment, fulfillmentExternalId)
    return {}
  },
})

const complete = stepResults({
  schema: z.object({}),
  example: {},
  save: async (uow, order) => {
    const steps = await listOrderSteps(uow.tx, order.id)
    const isOpen = (status: string) => status !== 'done' && status !== 'skipped'
    const open = steps.filter(({ step, status }) => step !== 'complete' && isOpen(status))
    if (open.length > 0) {
      const names = open.map(({ step }) => step).join(', ')
      throw new AppError('conflict', `Earlier steps are not done: ${names}.`)
    }
    uow.record(orderCompleted({ orderId: order.id }))
    return { status: 'completed', completedAt: uow.now }
  },
})

/** The manual result of each step. */
export const STEP_RESULTS: Readonly<Record<PipelineStep, StepResults>> = {
  validate,
  screen,
  capture,
  allocate,
  ship,
  notify,
  sync,
  complete,
}
