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
import { ROLES } from '@/domain/staff/permissions'
import { problemWithUrl } from '@/server/adapters/alert-channel/post-alert'
import { mayCallInside } from '@/server/connections'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { requireAdmin } from './save-setting'

export const SaveRoleAlertsInput = z.object({
  role: z.enum(ROLES),
  hasAlerts: z.boolean(),
  hasDigest: z.boolean(),
})
export type SaveRoleAlertsInput = z.infer<typeof SaveRoleAlertsInput>

/** Sets what a role is told while its people have not chosen. @throws AppError forbidden */
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

export const AddAlertChannelInput = z.object({
  name: z.string().trim().min(1, 'Give the channel a name.').max(60),
  url: z.string().trim().max(2000),
  hasAlerts: z.boolean(),
  hasDigest: z.boolean(),
})
export type AddAlertChannelInput = z.infer<typeof AddAlertChannelInput>

/**
 * Adds a channel that is told by signed requests; the secret is given out this once.
 * @throws AppError forbidden, bad_input for an address that is not on the internet
 */
export async function addAlertChannel(
  input: AddAlertChannelInput,
  context: CommandContext,
): Promise<{ channelId: string; secret: string }> {
  requireAdmin(context.actor)
  const problem = problemWithUrl(input.url, mayCallInside())
  if (problem) throw new AppError('bad_input', problem)
  const secret = `whsec_${randomBytes(24).toString('base64url')}`
  return runInTransaction(context, async (uow) => {
    const channelId = await insertAlertChannel(uow.tx, { ...input, secret })
    const { name, hasAlerts, hasDigest } = input
    // The address may hold a key of its own: its host is enough for the audit.
    const { host } = new URL(input.url)
    uow.record(alertChannelAdded({ channelId, name, host, hasAlerts, hasDigest }))
    return { channelId, secret }
  })
}

export const RemoveAlertChannelInput = z.object({ channelId: z.uuid() })
export type RemoveAlertChannelInput = z.infer<typeof RemoveAlertChannelInput>

/** Tells a channel nothing more. @throws AppError forbidden, not_found */
export async function removeAlertChannel(
  { channelId }: RemoveAlertChannelInput,
  context: CommandContext,
): Promise<void> {
  requireAdmin(context.actor)
  await runInTransaction(context, async (uow) => {
    if (!(await disableAlertChannel(uow.tx, channelId, uow.now)))
      throw new AppError('not_found', 'There is no such channel any more.')
    uow.record(alertChannelRemoved({ channelId }))
  })
}
