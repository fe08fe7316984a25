import { listAlertChannels, listAlertRecipients } from '@/db/queries/exceptions/alert-recipients'
import { insertAlerts, wasCauseAlerted } from '@/db/queries/exceptions/alerts'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { STANDARD_ROLE_ALERTS, sendableAt } from '@/domain/exception/alerts'
import { rolesForStage } from '@/domain/exception/inbox'
import type { UnitOfWork } from '@/server/unit-of-work'

type Stage = Parameters<typeof rolesForStage>[0]

/** One alert per cause within this time, however many orders it stops. */
const SAME_CAUSE_MS = 30 * 60_000

/**
 * Plans the alerts of a critical exception: to every staff member whose role works its stage and
 * who wants alerts, and to the alert channels. Each is alerted once per exception, and not again
 * for the same cause soon after.
 */
export async function planAlerts(
  uow: UnitOfWork,
  exception: { id: string; stage: Stage },
): Promise<void> {
  const since = new Date(uow.now.getTime() - SAME_CAUSE_MS)
  if (await wasCauseAlerted(uow.tx, exception.id, since)) return
  const roles = rolesForStage(exception.stage)
  const [readers, webhooks, team] = await Promise.all([
    listAlertRecipients(uow.tx),
    listAlertChannels(uow.tx),
    findWorkHours(uow.tx),
  ])
  const recipients = readers.filter(
    ({ role, hasAlerts, roleHasAlerts }) =>
      roles.includes(role) && (hasAlerts ?? roleHasAlerts ?? STANDARD_ROLE_ALERTS[role].hasAlerts),
  )
  const alert = { kind: 'alert' as const, exceptionId: exception.id }
  const people = recipients.map(({ staffId, timeZone, ...quiet }) => ({
    ...alert,
    staffId,
    dueAt: sendableAt(uow.now, { ...quiet, timeZone: timeZone ?? team.timeZone }),
  }))
  const channels = webhooks
    .filter(({ hasAlerts }) => hasAlerts)
    .map(({ id }) => ({ ...alert, channelId: id, dueAt: uow.now }))
  await sendPlanned(uow, [...people, ...channels])
}

/** Saves alerts and emits those that are due; the sweep emits the others later. */
export async function sendPlanned(
  uow: UnitOfWork,
  rows: Parameters<typeof insertAlerts>[1],
): Promise<number> {
  const planned = await insertAlerts(uow.tx, rows)
  const { requestId } = uow.context
  for (const { id: alertId, dueAt } of planned)
    if (dueAt <= uow.now) uow.emit({ name: 'alert/scheduled', data: { alertId, requestId } })
  return planned.length
}
