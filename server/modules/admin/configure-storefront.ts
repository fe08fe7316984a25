import { z } from 'zod'
import {
  lockStorefront,
  type StorefrontSettings,
  saveStorefrontSettings,
} from '@/db/queries/settings/storefronts'
import { COUNTRIES, missingAddressFields } from '@/domain/address/address-fields'
import { storefrontConfigured } from '@/domain/events/settings-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

const Line = z.string().trim().max(200)

export const ConfigureStorefrontInput = z.object({
  storefrontId: z.uuid(),
  name: Line.min(1, 'The shop needs a name; customers read it on their papers.'),
  /** ISO 3166-1 alpha-2. */
  shipsFromCountry: z.string().refine((code) => COUNTRIES.has(code), 'There is no such country.'),
  /** Null: no label can be bought for this shop. */
  shipsFrom: z
    .object({ address1: Line, city: Line, provinceCode: Line, postalCode: Line, phone: Line })
    .nullable(),
  allocatesStock: z.boolean(),
  writesBack: z.boolean(),
})
export type ConfigureStorefrontInput = z.infer<typeof ConfigureStorefrontInput>

/**
 * Says where a shop's parcels start, who keeps its stock and whether tracking numbers go back to
 * it. Holds from the next step of every order on.
 * @throws AppError forbidden, bad_input (an address that no carrier takes), not_found
 */
export async function configureStorefront(
  { storefrontId, ...input }: ConfigureStorefrontInput,
  context: CommandContext,
): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people change settings.')
  const refusal = reasonAgainst(actor.role, 'storefronts.configure')
  if (refusal) throw new AppError('forbidden', refusal)
  const settings = toSettings(input)
  await runInTransaction(context, async (uow) => {
    const before = await lockStorefront(uow.tx, storefrontId)
    if (!before) throw new AppError('not_found', 'There is no such storefront.')
    await saveStorefrontSettings(uow.tx, storefrontId, settings)
    const { name, shipsFromCountry, shipsFrom, allocatesStock, writesBack } = before
    const was = { name, shipsFromCountry, shipsFrom, allocatesStock, writesBack }
    uow.record(storefrontConfigured({ storefrontId, before: was, after: settings }))
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
    throw new AppError('bad_input', `The ship-from address lacks ${missing.join(', ')}.`)
  const { provinceCode, phone, ...needed } = shipsFrom
  const given = { ...(provinceCode ? { provinceCode } : {}), ...(phone ? { phone } : {}) }
  return { ...rest, shipsFrom: { ...needed, ...given } }
}
