import { transaction } from '@/db/client'
import { listStuckWebhooks, listUnstuckWebhooks } from '@/db/queries/pipeline/stuck'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { openException } from '../exceptions/open-exception'

const MINUTE_MS = 60_000
const RESEND_AFTER_MS = 2 * MINUTE_MS
const REPORT_AFTER_MS = 30 * MINUTE_MS
const BATCH = 500

/**
 * Restarts webhooks that were never processed, reports those that are old, and closes reports of
 * webhooks that have been processed since.
 */
export async function sweepWebhooks(now = new Date()): Promise<{ resent: number }> {
  const before = new Date(now.getTime() - RESEND_AFTER_MS)
  const stuck = await transaction((tx) => listStuckWebhooks(tx, before, BATCH))
  for (const { webhookId, requestId, receivedAt, topic } of stuck) {
    await runInTransaction({ actor: systemActor('sweep'), requestId }, async (uow) => {
      uow.emit({ name: 'webhook/received', data: { webhookId, requestId } })
      const ageMs = now.getTime() - receivedAt.getTime()
      if (ageMs < REPORT_AFTER_MS) return
      await openException(uow, {
        webhookId,
        kind: 'step_stuck',
        code: topic,
        message: `The webhook ${topic} was not processed for ${Math.round(ageMs / MINUTE_MS)} minutes.`,
      })
    })
  }
  for (const webhookId of await transaction(listUnstuckWebhooks)) {
    const context = { actor: systemActor('sweep'), requestId: `sweep-${now.toISOString()}` }
    await runInTransaction(context, (uow) =>
      closeExceptions(uow, { webhookId, kind: 'step_stuck' }, 'the webhook was processed'),
    )
  }
  return { resent: stuck.length }
}
