import { lockOrder } from '@/db/queries/orders'
import { shipReshipmentStock } from '@/db/queries/reshipments'
import { saveResolution } from '@/db/queries/resolutions'
import { insertShipment } from '@/db/queries/shipments'
import type { Label } from '@/server/adapters/easypost/shipments'
import { scaledDelay } from '@/server/domain/retry-scale'
import type { VendorOutcome } from '@/server/domain/vendor'
import { noteOutcome } from '../breakers/note-call'
import { isDown, type QueuedWork, queueWork, type WaitingWork } from '../breakers/queue-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import type { RefundRun, RefundVerdict } from '../refunds/refund-run'
import { describeLabelFailure } from '../shipments/request-label'
import type { StepFailure } from '../steps/step'
import type { WriteScope } from '../write'
import type { Parcel } from './parcel'

/** Where the inbox puts what goes wrong with a reshipment. */
export const RESHIPMENT_STEP = 'reshipment'
export const CARRIER = 'carrier:easypost'

/** What waits while the carrier is down. */
export const waitingOf = ({ orderId, resolutionId, retryScale }: RefundRun): WaitingWork => ({
  orderId,
  step: RESHIPMENT_STEP,
  detail: { resolutionId },
  isFiled: true,
  retryScale,
})

/** Should its run be lost, the sweep sets it going when its wait is over. */
export function noteWait(
  scope: WriteScope,
  { resolutionId }: RefundRun,
  { waitMs }: QueuedWork,
): Promise<void> {
  const nextAttemptAt = new Date(scope.now.getTime() + waitMs)
  return saveResolution(scope.tx, resolutionId, { nextAttemptAt })
}

/** Writes down what the carrier said about the parcel of a reshipment. */
export async function recordReshipment(
  scope: WriteScope,
  run: RefundRun,
  { lines, request }: Parcel,
  answer: VendorOutcome<Label>,
): Promise<RefundVerdict | QueuedWork> {
  await lockOrder(scope.tx, run.orderId)
  const { orderId: subject, retryScale } = run
  if (isDown(await noteOutcome(scope, CARRIER, { subject, retryScale }, answer))) {
    const queued = await queueWork(scope, CARRIER, waitingOf(run))
    await noteWait(scope, run, queued)
    return queued
  }
  if (answer.outcome !== 'ok') return failReshipment(scope, run, describeLabelFailure(answer))
  const { carrier, service, trackingNumber, trackingUrl, labelUrl, ...label } = answer.value
  await insertShipment(
    scope.tx,
    {
      orderId: run.orderId,
      resolutionId: run.resolutionId,
      source: 'pipeline',
      status: 'label_bought',
      carrier,
      service,
      trackingNumber,
      trackingUrl,
      labelUrl,
      carrierReference: label.carrierReference,
      costMinor: label.costMinor,
      costCurrency: label.costCurrency,
      customs: request.customs ? withoutBigints(request.customs) : null,
      idempotencyKey: request.reference,
      shippedAt: scope.now,
    },
    lines.map(({ id, units }) => ({ lineId: id, quantity: units })),
  )
  await shipReshipmentStock(scope.tx, run.resolutionId)
  await saveResolution(scope.tx, run.resolutionId, {
    status: 'succeeded',
    settledAt: scope.now,
    nextAttemptAt: null,
    error: null,
  })
  const facts = { resolutionId: run.resolutionId, carrier, service, trackingNumber, trackingUrl }
  scope.recordOrderEvent(run.orderId, 'reshipment.label_bought', facts)
  const where = { orderId: run.orderId, step: RESHIPMENT_STEP }
  await closeExceptions(scope, where, 'the label was bought')
  return { outcome: 'settled', status: 'succeeded' }
}

/** Records that the parcel could not be made, by the catalogue; its stock stays set aside. */
export async function failReshipment(
  scope: WriteScope,
  run: RefundRun,
  failure: StepFailure,
): Promise<RefundVerdict> {
  const { kind, code, message, detail = {}, retryAfterSeconds = 0 } = failure
  const where = { orderId: run.orderId, step: RESHIPMENT_STEP, kind }
  const failures = (await countFailures(scope, where)) + 1
  const policy = await nextDelaySeconds(scope, kind, failures)
  const delay =
    policy === undefined
      ? undefined
      : Math.max(scaledDelay(policy, run.retryScale), Math.ceil(retryAfterSeconds))
  const nextAttemptAt = delay === undefined ? null : new Date(scope.now.getTime() + delay * 1000)
  await openException(scope, {
    ...where,
    code,
    message,
    detail: { ...detail, resolutionId: run.resolutionId },
    ...(nextAttemptAt ? { nextAttemptAt } : {}),
  })
  const error = { kind, code, message }
  await saveResolution(scope.tx, run.resolutionId, { nextAttemptAt, error })
  if (delay === undefined) return { outcome: 'stopped', because: message }
  return { outcome: 'again', afterSeconds: delay, message: `${kind}: ${message}` }
}

/** JSON has no bigint. */
function withoutBigints(customs: NonNullable<Parcel['request']['customs']>) {
  const items = customs.items.map((item) => ({ ...item, valueMinor: item.valueMinor.toString() }))
  return { signer: customs.signer, items }
}
