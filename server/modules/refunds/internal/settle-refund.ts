import { listPaymentTransactions } from '@/db/queries/money/payments'
import {
  findResolution,
  listResolutions,
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { refreshPaymentStatus } from '@/server/modules/orders/refresh-payment-status'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { RefundRun, RefundVerdict } from '../refund-run'
import { settleReversal } from '../settle-reversal'
import { REFUND_STEP } from './record-refund'

/** Says how far a refund has come once every part of it was asked about. */
export async function settleRefund(uow: UnitOfWork, run: RefundRun): Promise<RefundVerdict> {
  const order = await lockOrder(uow.tx, run.orderId)
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`There is no refund ${run.resolutionId}.`)
  if (resolution.status !== 'pending') {
    return { outcome: 'settled', status: resolution.status }
  }
  const parts = await listPartStates(uow, resolution)
  for (const { part, state } of parts) await settleReversal(uow, resolution, part, state)
  const states = parts.map(({ state }) => state)
  if (states.includes('pending')) {
    await closeSettled(uow, order)
    return whenAgain(uow, resolution)
  }
  const isDone = states.every((state) => state === 'succeeded')
  const isVoid = states.every((state) => state === 'failed')
  const status = isDone ? 'succeeded' : isVoid ? 'failed' : 'incomplete'
  await saveResolution(uow.tx, resolution.id, {
    status,
    settledAt: uow.now,
    nextAttemptAt: null,
    ...(isDone ? { error: null } : {}),
  })
  await refreshPaymentStatus(uow, order)
  uow.recordOrderEvent(order.id, `refund.${status}`, {
    resolutionId: resolution.id,
    total: formatMoney(resolution.totalMinor, order.currency),
    ...(isDone || !resolution.error ? {} : { reason: resolution.error.message }),
  })
  await closeSettled(uow, order)
  return { outcome: 'settled', status }
}

/** The state of the transaction behind every part of a refund. */
async function listPartStates(
  uow: UnitOfWork,
  resolution: ResolutionRow,
): Promise<{ part: ResolutionTenderRow; state: 'pending' | 'succeeded' | 'failed' }[]> {
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  const transactions = await listPaymentTransactions(uow.tx, resolution.orderId)
  return parts.map((part) => {
    const transaction = transactions.find((one) => one.idempotencyKey === part.transactionKey)
    return { part, state: transaction?.status ?? 'pending' }
  })
}

function whenAgain(uow: UnitOfWork, { error, nextAttemptAt }: ResolutionRow): RefundVerdict {
  if (!nextAttemptAt) {
    return { outcome: 'stopped', because: 'a person has to look at the payment service' }
  }
  // Without an error it is the bank's turn: the sweep comes back to it.
  if (!error) return { outcome: 'stopped', because: 'the bank still works on it' }
  const ms = nextAttemptAt.getTime() - uow.now.getTime()
  const afterSeconds = Math.max(1, Math.ceil(ms / 1000))
  return { outcome: 'again', afterSeconds, message: `${error.kind}: ${error.message}` }
}

/** Closes what is in the inbox about this order's refunds as far as none has the trouble still. */
export async function closeSettled(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const own = await listResolutions(uow.tx, order.id)
  const open = new Set(
    own
      .filter(({ status }) => ['pending', 'incomplete', 'failed'].includes(status))
      .map(({ error }) => error?.kind),
  )
  for (const kind of ['refund_failed', 'refund_unknown', 'gateway_unavailable'] as const) {
    if (open.has(kind)) continue
    await closeExceptions(
      uow,
      { orderId: order.id, step: REFUND_STEP, kind },
      'the payment service said what became of the refund',
    )
  }
}
