import { transaction } from '@/db/client'
import {
  findPaymentLink,
  listDueLinks,
  type PaymentLinkRow,
  savePaymentLink,
  savePoll,
} from '@/db/queries/money/payment-links'
import { listPayments } from '@/db/queries/money/payments'
import { lockOrder } from '@/db/queries/orders/orders'
import {
  LATE_PAYMENT_SECONDS,
  LINK_TTL_SECONDS,
  nextPollSeconds,
} from '@/domain/payment/payment-due'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { systemActor } from '@/domain/staff/actor'
import { deactivateLink, findLinkPayments } from '@/server/adapters/stripe/payment-links'
import type { GatewayPayment } from '@/server/adapters/stripe/stripe'
import { paymentGateway } from '@/server/connections'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { isPaymentDue, recordLinkPayment } from './internal/record-link-payment'
import { openPaymentLink } from './open-payment-link'

const BATCH = 100
const BUSY_ORDER_SECONDS = 5
const context: CommandContext = { actor: systemActor('payments'), requestId: 'payment-links' }

export type PollResult = { polled: number; paid: number; deactivated: number }

/**
 * Polls the payment links that are due: records payments and deactivates links that are no longer
 * needed. A deactivated link is polled for another day, because a checkout started earlier can still
 * be paid. Stops when the payment provider is unavailable.
 */
export async function pollPaymentLinks(retryScale: number, now = new Date()): Promise<PollResult> {
  const links = await transaction((tx) => listDueLinks(tx, now, BATCH))
  const result: PollResult = { polled: 0, paid: 0, deactivated: 0 }
  for (const link of links) {
    const outcome = await pollLink(link, retryScale)
    if (outcome === 'no_answer') return result
    result.polled += 1
    if (outcome !== 'polled') result[outcome] += 1
  }
  return result
}

type PollOutcome = 'polled' | 'paid' | 'deactivated' | 'no_answer'

async function pollLink(link: PaymentLinkRow, retryScale: number): Promise<PollOutcome> {
  const { id: linkId, gatewayReference, status, deactivatedAt } = link
  if (status === 'requested') {
    const { requestId } = context
    const opened = await openPaymentLink({ linkId, requestId, retryScale })
    return opened.outcome === 'retry' ? 'no_answer' : 'polled'
  }
  if (!gatewayReference) return scheduleNextPoll(linkId, retryScale)
  const found = await findLinkPayments(paymentGateway(), gatewayReference)
  if (found.outcome === 'unavailable' || found.outcome === 'unknown') return 'no_answer'
  const [payment] = found.outcome === 'ok' ? found.value : []
  if (payment) return recordPayment(linkId, payment, retryScale)
  if (status !== 'closed' || deactivatedAt) return scheduleNextPoll(linkId, retryScale)
  const deactivated = await deactivateLink(
    paymentGateway(),
    gatewayReference,
    `payment-link:${linkId}:shut`,
  )
  if (deactivated.outcome === 'unavailable' || deactivated.outcome === 'unknown') return 'no_answer'
  await runInTransaction(context, async (uow) => {
    const nextPollAt = inSeconds(uow, scaledDelay(nextPollSeconds(0), retryScale))
    await savePoll(uow.tx, linkId, { deactivatedAt: uow.now, nextPollAt })
  })
  return 'deactivated'
}

async function recordPayment(
  linkId: string,
  payment: GatewayPayment,
  retryScale: number,
): Promise<PollOutcome> {
  return runInTransaction<PollOutcome>(context, async (uow) => {
    if (await recordLinkPayment(uow, linkId, payment)) return 'paid'
    const nextPollAt = inSeconds(uow, scaledDelay(BUSY_ORDER_SECONDS, retryScale))
    await savePoll(uow.tx, linkId, { nextPollAt })
    return 'polled'
  })
}

/** Schedules the next poll of an unpaid link, or closes a link that is old or no longer needed. */
async function scheduleNextPoll(linkId: string, retryScale: number): Promise<PollOutcome> {
  return runInTransaction<PollOutcome>(context, async (uow) => {
    const found = await findPaymentLink(uow.tx, linkId)
    const order = found && (await lockOrder(uow.tx, found.orderId))
    const link = order && (await findPaymentLink(uow.tx, linkId))
    if (!order || !link) return 'polled'
    const nextPollAt = inSeconds(uow, scaledDelay(nextPollSeconds(link.attempts), retryScale))
    if (link.status === 'open') {
      const isOld = ageSeconds(uow, link.createdAt) > LINK_TTL_SECONDS
      if (!isOld && isPaymentDue(order, await listPayments(uow.tx, order.id), link)) {
        await savePoll(uow.tx, linkId, { nextPollAt })
      } else {
        const closed = { status: 'closed', closedAt: uow.now, nextPollAt: uow.now } as const
        await savePaymentLink(uow.tx, linkId, closed)
      }
      return 'polled'
    }
    const since = link.deactivatedAt ?? (link.gatewayReference ? uow.now : link.createdAt)
    const isFinished = !link.gatewayReference || ageSeconds(uow, since) > LATE_PAYMENT_SECONDS
    await savePoll(uow.tx, linkId, { nextPollAt: isFinished ? null : nextPollAt })
    return 'polled'
  })
}

const inSeconds = (uow: UnitOfWork, seconds: number) => new Date(uow.now.getTime() + seconds * 1000)

const ageSeconds = (uow: UnitOfWork, since: Date) => (uow.now.getTime() - since.getTime()) / 1000
