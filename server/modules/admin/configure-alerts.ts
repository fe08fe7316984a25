import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import {
  disableAlertChannel,
  insertAlertChannel,
  saveRoleAlertRow,
} from '@/db/queries/exceptions/alert-recipients'
import {
  alertChannelAdded,
  alertChannelRemoved,
  roleAlertsSaved,
} from '@/domain/events/settings-events'
import type { AddAlertChannelInput } from '@/domain/settings/alert-inputs'
import { ROLES } from '@/domain/staff/permissions'
import { problemWithUrl } from '@/server/adapters/alert-channel/post-alert'
import { allowsInternalUrls } from '@/server/connections'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { requireAdmin } from './save-setting'

export const SaveRoleAlertsInput = z.object({
  role: z.enum(ROLES),
  hasAlerts: z.boolean(),
  hasDigest: z.boolean(),
})
export type SaveRoleAlertsInput = z.infer<typeof SaveRoleAlertsInput>

/** Saves a role's default alerts, used until a staff member chooses. @throws AppError forbidden */
export async function saveRoleAlerts(
  input: SaveRoleAlertsInput,
  context: CommandContext,
): Promise<void> {
  requireAdmin(context.actor)
  await runInTransaction(context, async (uow) => {
    await saveRoleAlertRow(uow.tx, input)
    uow.record(roleAlertsSaved(input))
  })
}

/**
 * Adds a channel that receives alerts as signed requests; returns its secret, this once.
 * @throws AppError forbidden, bad_input for a URL that is not on the public internet
 */
export async function addAlertChannel(
  input: AddAlertChannelInput,
  context: CommandContext,
): Promise<{ channelId: string; secret: string }> {
  requireAdmin(context.actor)
  const problem = problemWithUrl(input.url, allowsInternalUrls())
  if (problem) throw new AppError('bad_input', problem)
  const secret = `whsec_${randomBytes(24).toString('base64url')}`
  return runInTransaction(context, async (uow) => {
    const channelId = await insertAlertChannel(uow.tx, { ...input, secret })
    const { name, hasAlerts, hasDigest } = input
    // The URL may contain a key, so the audit log stores its host only.
    const { host } = new URL(input.url)
    uow.record(alertChannelAdded({ channelId, name, host, hasAlerts, hasDigest }))
    return { channelId, secret }
  })
}

export const RemoveAlertChannelInput = z.object({ channelId: z.uuid() })
export type RemoveAlertChannelInput = z.infer<typeof RemoveAlertChannelInput>

/** Stops sending alerts to a channel. @throws AppError forbidden, not_found */
export async function removeAlertChannel(
  { channelId }: RemoveAlertChannelInput,
  context: CommandContext,
): Promise<void> {
  requireAdmin(context.actor)
  await runInTransaction(context, async (uow) => {
    if (!(await disableAlertChannel(uow.tx, channelId, uow.now)))
      throw new AppError('not_found', 'Channel not found.')
    uow.record(alertChannelRemoved({ channelId }))
  })
}
