import { shipReshipmentStock } from '@/db/queries/fulfillment/reshipments'
import { insertShipment } from '@/db/queries/fulfillment/shipments'
import { saveResolution } from '@/db/queries/money/resolutions'
import { lockOrder } from '@/db/queries/orders/orders'
import { reshipmentLabelBought } from '@/domain/events/resolution-events'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import type { LabelRequest } from '@/server/adapters/easypost/shipment-request'
import type { Label } from '@/server/adapters/easypost/shipments'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { nextDelaySeconds } from '@/server/modules/exceptions/next-delay'
import { countFailures, openException } from '@/server/modules/exceptions/open-exception'
import type { ResolutionResult, ResolutionRun } from '@/server/modules/refunds/resolution-run'
import type { StepFailure } from '@/server/modules/steps/step-types'
import {
  isDown,
  type QueuedWork,
  queueWork,
  type WaitingWork,
} from '@/server/modules/vendors/queue-work'
import { recordCallOutcome } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import { describeLabelFailure } from '../request-label'
import type { LineToShip } from '../select-lines'

/** Step name of reshipment exceptions. */
export const RESHIPMENT_STEP = 'reshipment'
export const CARRIER = 'carrier:easypost'

/** The label request of a reshipment and the lines in its parcel. */
export type Parcel = { lines: LineToShip[]; request: LabelRequest }

/** Returns the reshipment as work to queue while the carrier is unavailable. */
export const queuedWork = ({ orderId, resolutionId, retryScale }: ResolutionRun): WaitingWork => ({
  orderId,
  step: RESHIPMENT_STEP,
  detail: { resolutionId },
  isFiled: true,
  retryScale,
})

/** Sets the time at which the sweep restarts a queued reshipment if its run is lost. */
export function scheduleQueued(
  uow: UnitOfWork,
  { resolutionId }: ResolutionRun,
  { waitMs }: QueuedWork,
): Promise<void> {
  const nextAttemptAt = new Date(uow.now.getTime() + waitMs)
  return saveResolution(uow.tx, resolutionId, { nextAttemptAt })
}

/** Records the carrier's response to a reshipment's label request. */
export async function recordReshipment(
  uow: UnitOfWork,
  run: ResolutionRun,
  parcel: Parcel,
  answer: VendorOutcome<Label>,
): Promise<ResolutionResult | QueuedWork> {
  await lockOrder(uow.tx, run.orderId)
  const { orderId: subject, retryScale } = run
  if (isDown(await recordCallOutcome(uow, CARRIER, { subject, retryScale }, answer))) {
    const queued = await queueWork(uow, CARRIER, queuedWork(run))
    await scheduleQueued(uow, run, queued)
    return queued
  }
  if (answer.outcome !== 'ok') return failReshipment(uow, run, describeLabelFailure(answer))
  await saveLabel(uow, run, parcel, answer.value)
  await shipReshipmentStock(uow.tx, run.resolutionId)
  await saveResolution(uow.tx, run.resolutionId, {
    status: 'succeeded',
    settledAt: uow.now,
    nextAttemptAt: null,
    error: null,
  })
  const { carrier, service, trackingNumber, trackingUrl } = answer.value
  const details = { resolutionId: run.resolutionId, carrier, service, trackingNumber, trackingUrl }
  uow.record(reshipmentLabelBought({ orderId: run.orderId, ...details }))
  const where = { orderId: run.orderId, step: RESHIPMENT_STEP }
  await closeExceptions(uow, where, 'the label was bought')
  return { outcome: 'settled', status: 'succeeded' }
}

async function saveLabel(
  uow: UnitOfWork,
  run: ResolutionRun,
  { lines, request }: Parcel,
  label: Label,
): Promise<void> {
  await insertShipment(
    uow.tx,
    {
      orderId: run.orderId,
      resolutionId: run.resolutionId,
      source: 'pipeline',
      status: 'label_bought',
      carrier: label.carrier,
      service: label.service,
      trackingNumber: label.trackingNumber,
      trackingUrl: label.trackingUrl,
      labelUrl: label.labelUrl,
      carrierReference: label.carrierReference,
      costMinor: label.costMinor,
      costCurrency: label.costCurrency,
      customs: request.customs ? withoutBigints(request.customs) : null,
      idempotencyKey: request.reference,
      shippedAt: uow.now,
    },
    lines.map(({ id, units }) => ({ lineId: id, quantity: units })),
  )
}

/** Opens the catalog's exception for a failed label; the stock stays reserved. */
export async function failReshipment(
  uow: UnitOfWork,
  run: ResolutionRun,
  failure: StepFailure,
): Promise<ResolutionResult> {
  const { kind, code, message, detail = {}, retryAfterSeconds = 0 } = failure
  const where = { orderId: run.orderId, step: RESHIPMENT_STEP, kind }
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, kind, failures)
  const delay =
    policy === undefined
      ? undefined
      : Math.max(scaledDelay(policy, run.retryScale), Math.ceil(retryAfterSeconds))
  const nextAttemptAt = delay === undefined ? null : new Date(uow.now.getTime() + delay * 1000)
  await openException(uow, {
    ...where,
    code,
    message,
    detail: { ...detail, resolutionId: run.resolutionId },
    ...(nextAttemptAt ? { nextAttemptAt } : {}),
  })
  const error = { kind, code, message }
  await saveResolution(uow.tx, run.resolutionId, { nextAttemptAt, error })
  if (delay === undefined) return { outcome: 'stopped', because: message }
  return { outcome: 'retry', afterSeconds: delay, message: `${kind}: ${message}` }
}

/** Converts bigints to text: JSON doesn't support them. */
function withoutBigints(customs: NonNullable<Parcel['request']['customs']>) {
  const items = customs.items.map((item) => ({ ...item, valueMinor: item.valueMinor.toString() }))
  return { signer: customs.signer, items }
}
