import { z } from 'zod'
import {
  insertPaymentTransaction,
  listPaymentTransactions,
  type PaymentTransactionRow,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import {
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
  saveResolutionTender,
} from '@/db/queries/money/resolutions'
import { refundOutcomeRecorded } from '@/domain/events/resolution-events'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { assertStillRefundable } from './internal/assert-still-refundable'
import { lockRefund } from './internal/lock-refund'
import { settleRefund } from './internal/settle-refund'
import { nextTransactionKey } from './reserve-refund'
import type { ResolutionResult } from './resolution-run'

export const RecordRefundOutcomeInput = z.discriminatedUnion('outcome', [
  z.object({
    resolutionId: z.uuid(),
    outcome: z.literal('done'),
    reference: z.string().trim().min(1, 'Enter the reference at the payment provider.').max(200),
  }),
  z.object({
    resolutionId: z.uuid(),
    outcome: z.literal('not_done'),
    reason: z.string().trim().min(1, 'Enter how you verified this.').max(500),
  }),
])
export type RecordRefundOutcomeInput = z.infer<typeof RecordRefundOutcomeInput>

/**
 * Records the outcome that a user verified with the payment provider: refunded, with its reference,
 * or not refunded. The latter releases the amount and requires a lead.
 * @throws AppError forbidden, not_found, conflict (nothing is pending, or too little is left)
 */
export async function recordRefundOutcome(
  input: RecordRefundOutcomeInput,
  context: CommandContext,
): Promise<ResolutionResult> {
  return runInTransaction(context, (uow) => recordRefundOutcomeWithin(uow, input))
}

/** `recordRefundOutcome` inside the caller's transaction. */
export async function recordRefundOutcomeWithin(
  uow: UnitOfWork,
  input: RecordRefundOutcomeInput,
): Promise<ResolutionResult> {
  const isDone = input.outcome === 'done'
  requirePerson(uow.context.actor, isDone ? 'refunds.issue' : 'refunds.override')
  const { resolutionId } = input
  const states = isDone ? (['pending', 'failed', 'incomplete'] as const) : (['pending'] as const)
  const { order, resolution } = await lockRefund(uow, resolutionId, states)
  await assertSent(uow, resolution)
  await assertStillRefundable(uow, order, resolution)
  const transactions = await listPaymentTransactions(uow.tx, order.id)
  for (const part of await listResolutionTenders(uow.tx, resolutionId)) {
    const last = transactions.find((row) => row.idempotencyKey === part.transactionKey)
    if (last) await recordPartOutcome(uow, part, last, input)
  }
  await saveResolution(uow.tx, resolutionId, { status: 'pending' })
  uow.record(refundOutcomeRecorded({ orderId: order.id, ...input }))
  const { requestId } = uow.context
  const data = { resolutionId, orderId: order.id, requestId }
  if (isDone) uow.emit({ name: 'refund/requested', data })
  return settleRefund(uow, order, { ...resolution, status: 'pending' })
}

/** Before the first call to the gateway there is no outcome to record. */
async function assertSent(uow: UnitOfWork, resolution: ResolutionRow): Promise<void> {
  if (resolution.status !== 'pending') return
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  if (parts.some((part) => part.sentAt !== null)) return
  throw new AppError(
    'conflict',
    "This refund hasn't been sent to the payment provider yet. Try again in a moment.",
  )
}

async function recordPartOutcome(
  uow: UnitOfWork,
  part: ResolutionTenderRow,
  last: PaymentTransactionRow,
  input: RecordRefundOutcomeInput,
): Promise<void> {
  const at = uow.now
  if (input.outcome === 'not_done') {
    const errorMessage = cleanText(input.reason).text
    const change = { status: 'failed', errorCode: 'not_done', errorMessage, at } as const
    return savePendingTransaction(uow.tx, last.idempotencyKey, change)
  }
  const success = { status: 'succeeded', gatewayReference: input.reference, at } as const
  if (last.status === 'pending') {
    const change = { ...success, errorCode: null, errorMessage: null }
    return savePendingTransaction(uow.tx, last.idempotencyKey, change)
  }
  if (last.status !== 'failed') return
  const transactionKey = nextTransactionKey(part)
  const { id: _, errorCode: __, errorMessage: ___, ...row } = last
  await insertPaymentTransaction(uow.tx, {
    ...row,
    ...success,
    source: 'person',
    raw: null,
    idempotencyKey: transactionKey,
  })
  await saveResolutionTender(uow.tx, part.id, { transactionKey })
}
