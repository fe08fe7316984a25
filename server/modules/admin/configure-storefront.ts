import {
  lockStorefront,
  type StorefrontSettings,
  saveStorefrontSettings,
} from '@/db/queries/settings/storefronts'
import { missingAddressFields } from '@/domain/address/address-fields'
import { storefrontConfigured } from '@/domain/events/settings-events'
import type { ConfigureStorefrontInput } from '@/domain/settings/storefront-input'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/**
 * Saves a storefront's ship-from address, who manages its stock, and whether fulfillments are
 * written back to it. Applies from the next step of every order.
 * @throws AppError forbidden, bad_input (incomplete address), not_found
 */
export async function configureStorefront(
  { storefrontId, ...input }: ConfigureStorefrontInput,
  context: CommandContext,
): Promise<void> {
  requirePerson(context.actor, 'storefronts.configure')
  const settings = toSettings(input)
  await runInTransaction(context, async (uow) => {
    const before = await lockStorefront(uow.tx, storefrontId)
    if (!before) throw new AppError('not_found', 'Storefront not found.')
    await saveStorefrontSettings(uow.tx, storefrontId, settings)
    const { name, shipsFromCountry, shipsFrom, allocatesStock, writesBack } = before
    const previous = { name, shipsFromCountry, shipsFrom, allocatesStock, writesBack }
    uow.record(storefrontConfigured({ storefrontId, before: previous, after: settings }))
  })
}

function toSettings(input: Omit<ConfigureStorefrontInput, 'storefrontId'>): StorefrontSettings {
  const { shipsFrom, ...rest } = input
  if (!shipsFrom) return { ...rest, shipsFrom: null }
  const missing = missingAddressFields({
    ...shipsFrom,
    name: input.name,
    countryCode: input.shipsFromCountry,
  })
  if (missing.length > 0)
    throw new AppError('bad_input', `The ship-from address is missing: ${missing.join(', ')}.`)
  const { provinceCode, phone, ...needed } = shipsFrom
  const given = { ...(provinceCode ? { provinceCode } : {}), ...(phone ? { phone } : {}) }
  return { ...rest, shipsFrom: { ...needed, ...given } }
}
