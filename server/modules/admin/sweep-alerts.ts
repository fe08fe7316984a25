import { listAlertChannels, listAlertRecipients } from '@/db/queries/exceptions/alert-recipients'
import { listOverdueAlerts, saveAlert } from '@/db/queries/exceptions/alerts'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { digestDay, STANDARD_ROLE_ALERTS } from '@/domain/exception/alerts'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { sendPlanned } from './plan-alerts'

const BATCH = 500
/** How late an alert may be before it is emitted again. */
const GRACE_MS = 60_000
const LOOK_AGAIN_MS = 5 * 60_000

const context = { actor: systemActor('alerts'), requestId: 'sweep' }

/** Emits the alerts that are due: this morning's digests, and alerts after quiet hours. */
export function sweepAlerts(now = new Date()): Promise<{ digests: number; sent: number }> {
  return runInTransaction(context, async (uow) => {
    const digests = await planDigests(uow, now)
    const due = await listOverdueAlerts(uow.tx, new Date(now.getTime() - GRACE_MS), BATCH)
    for (const alertId of due) {
      await saveAlert(uow.tx, alertId, { dueAt: new Date(now.getTime() + LOOK_AGAIN_MS) })
      uow.emit({ name: 'alert/scheduled', data: { alertId, requestId: 'sweep' } })
    }
    return { digests, sent: due.length }
  })
}

async function planDigests(uow: UnitOfWork, now: Date): Promise<number> {
  const readers = await listAlertRecipients(uow.tx)
  const team = await findWorkHours(uow.tx)
  const people = readers.flatMap(({ staffId, role, hasDigest, roleHasDigest, timeZone }) => {
    const wants = hasDigest ?? roleHasDigest ?? STANDARD_ROLE_ALERTS[role].hasDigest
    const day = wants ? digestDay(now, timeZone ?? team.timeZone) : undefined
    return day ? [{ kind: 'digest' as const, day, staffId, dueAt: uow.now }] : []
  })
  const day = digestDay(now, team.timeZone)
  const webhooks = day ? await listAlertChannels(uow.tx) : []
  const channels = webhooks
    .filter(({ hasDigest }) => hasDigest)
    .map(({ id }) => ({ kind: 'digest' as const, day, channelId: id, dueAt: uow.now }))
  return sendPlanned(uow, [...people, ...channels])
}
