import { getDb } from '@/db/client'
import {
  listAlertChannels,
  listAlertRecipients,
  listRoleAlerts,
} from '@/db/queries/exceptions/alert-recipients'
import { listRecentAlerts } from '@/db/queries/exceptions/alerts'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { STANDARD_ROLE_ALERTS } from '@/domain/exception/alerts'
import { AddAlertChannelInput, SaveAlertChoiceInput } from '@/domain/settings/alert-inputs'
import { ROLES } from '@/domain/staff/permissions'
import {
  addAlertChannel,
  RemoveAlertChannelInput,
  removeAlertChannel,
  SaveRoleAlertsInput,
  saveRoleAlerts,
} from '@/server/modules/admin/configure-alerts'
import { saveOwnAlerts } from '@/server/modules/admin/save-alert-choice'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'

const reading = procedureWith('exceptions.read')
const configuring = procedureWith('exceptions.configure')

const RECENT = 50

/** Alert settings of people, roles and channels, and the alerts sent. */
export const alertsRouter = router({
  mine: reading.query(async ({ ctx }) => {
    const [recipient] = await listAlertRecipients(getDb(), ctx.staff.id)
    if (!recipient) throw new AppError('not_found', 'Your account is no longer active.')
    const standard = STANDARD_ROLE_ALERTS[recipient.role]
    return {
      ...recipient,
      timeZone: recipient.timeZone ?? (await findWorkHours(getDb())).timeZone,
      roleHasAlerts: recipient.roleHasAlerts ?? standard.hasAlerts,
      roleHasDigest: recipient.roleHasDigest ?? standard.hasDigest,
    }
  }),

  saveMine: reading
    .input(SaveAlertChoiceInput)
    .mutation(({ input, ctx }) => saveOwnAlerts(input, ctx.command)),

  roles: configuring.query(async () => {
    const stored = new Map((await listRoleAlerts()).map((row) => [row.role, row]))
    return ROLES.map((role) => ({ ...STANDARD_ROLE_ALERTS[role], ...stored.get(role), role }))
  }),

  saveRole: configuring
    .input(SaveRoleAlertsInput)
    .mutation(({ input, ctx }) => saveRoleAlerts(input, ctx.command)),

  channels: configuring.query(async () => {
    const rows = await listAlertChannels(getDb())
    return rows.map(({ secret: _secret, url, ...row }) => ({ ...row, host: new URL(url).host }))
  }),

  addAlertChannel: configuring
    .input(AddAlertChannelInput)
    .mutation(({ input, ctx }) => addAlertChannel(input, ctx.command)),

  removeAlertChannel: configuring
    .input(RemoveAlertChannelInput)
    .mutation(({ input, ctx }) => removeAlertChannel(input, ctx.command)),

  recent: configuring.query(() => listRecentAlerts(RECENT)),
})
