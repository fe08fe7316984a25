import { z } from 'zod'
import { listPayments } from '@/db/queries/money/payments'
import {
  listResolutionTenders,
  type ResolutionRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { NoteInput } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { reserveReshipment } from '../fulfillment/reserve-reshipment'
import { reserveRefund } from '../refunds/reserve-refund'
import { type Decision, decidedBy, lockRequest, recordDecision } from './internal/approval-request'
import { resolveRequestingException } from './internal/resolve-requesting-exception'

export const ApproveResolutionInput = z.object({
  resolutionId: z.uuid(),
  note: NoteInput.default(''),
})
export type ApproveResolutionInput = z.infer<typeof ApproveResolutionInput>

/**
 * Approves another person's refund or reshipment: reserves it in this transaction. The pipeline
 * carries it out.
 * @throws AppError forbidden (own request, or role); not_found; conflict (already decided, expired,
 * or the requested amount is no longer available)
 */
export async function approveResolution(
  { resolutionId, note }: ApproveResolutionInput,
  context: CommandContext,
): Promise<Decision> {
  const person = requirePerson(context.actor, 'approvals.decide')
  return runInTransaction(context, async (uow) => {
    const { order, resolution } = await lockRequest(uow, resolutionId, person)
    if (resolution.kind === 'refund') await assertStillAvailable(uow, order, resolution)
    await saveResolution(uow.tx, resolutionId, decidedBy(uow, person, note))
    await recordDecision(uow, resolution, 'approved', note)
    if (resolution.kind === 'reshipment') {
      await reserveReshipment(uow, order, resolution)
      return { resolutionId, orderId: order.id, status: 'pending', giftCardCode: null }
    }
    const { status, giftCardCode } = await reserveRefund(uow, order, resolution)
    await resolveRequestingException(uow, { order, resolution, person }, 'approved')
    return { resolutionId, orderId: order.id, status, giftCardCode }
  })
}

/** A refund in the storefront or a chargeback may have used up the requested amount. */
async function assertStillAvailable(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<void> {
  const payments = await listPayments(uow.tx, order.id)
  for (const part of await listResolutionTenders(uow.tx, resolution.id)) {
    const payment = payments.find(({ id }) => id === part.paymentId)
    if (!payment) throw new Error(`Payment not found: ${part.paymentId}`)
    const left = payment.capturedMinor - payment.refundedMinor - payment.chargedBackMinor
    if (part.amountMinor <= left) continue
    const [requested, available] = [part.amountMinor, left > 0n ? left : 0n].map((minor) =>
      formatMoney(minor, order.currency),
    )
    throw new AppError(
      'conflict',
      `${requested} was requested, but only ${available} of this payment is available. Reject this request and create a new one.`,
    )
  }
}
