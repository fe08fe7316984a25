import {
  insertRefundLimits,
  listRefundLimits,
  listShopCurrencies,
} from '@/db/queries/money/refund-limits'
import { refundLimitsSaved } from '@/domain/events/settings-events'
import { formatAmount, MoneyError, parseAmount } from '@/domain/money/money'
import { LIMIT_LABELS, LIMIT_NAMES, type RefundLimits } from '@/domain/refund/refund-limits'
import type { SaveLimitsInput } from '@/domain/settings/limits-input'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { getRefundLimits } from './get-refund-limits'
import { changedMeanwhile } from './save-setting'

/**
 * Saves how much a role may refund without approval. Applies to new refunds; pending approvals stay
 * pending.
 * @throws AppError forbidden, bad_input (invalid amount, role without refunds, currency of no shop),
 *   conflict when the limits were changed since
 */
export async function saveLimits(
  { role, shopCurrency, seenVersion, limits: texts, reason }: SaveLimitsInput,
  context: CommandContext,
): Promise<{ version: number }> {
  const person = requirePerson(context.actor, 'refunds.configure')
  if (!isAllowed(role, 'refunds.issue'))
    throw new AppError('bad_input', `The ${role} role can't issue refunds, so it has no limits.`)
  return runInTransaction(context, async ({ tx, record }) => {
    if (!(await listShopCurrencies(tx)).includes(shopCurrency))
      throw new AppError('bad_input', 'No storefront uses this shop currency.')
    const limits = texts && parseLimits(texts, shopCurrency)
    const [latest] = await listRefundLimits(tx, role, shopCurrency, 1)
    if ((latest?.version ?? 0) !== seenVersion) throw changedMeanwhile()
    const before = await getRefundLimits(tx, role, shopCurrency)
    const version = seenVersion + 1
    const changedBy = { changedById: person.id, changedByName: person.name }
    const row = { role, shopCurrency, version, limits, reason, ...changedBy }
    if (!(await insertRefundLimits(tx, row))) throw changedMeanwhile()
    const toDecimals = (all: RefundLimits | null) =>
      all &&
      Object.fromEntries(LIMIT_NAMES.map((name) => [name, formatAmount(all[name], shopCurrency)]))
    const change = { before: toDecimals(before), after: toDecimals(limits) }
    record(refundLimitsSaved({ role, shopCurrency, reason, ...change }))
    return { version }
  })
}

function parseLimits(
  texts: NonNullable<SaveLimitsInput['limits']>,
  currency: string,
): RefundLimits {
  const minorOf = (name: keyof RefundLimits): bigint => {
    try {
      const minor = parseAmount(texts[name], currency)
      if (minor >= 0n) return minor
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error
      throw new AppError('bad_input', `Limit for ${LIMIT_LABELS[name]}: ${error.message}`)
    }
    throw new AppError('bad_input', `Limit for ${LIMIT_LABELS[name]}: enter zero or more.`)
  }
  return {
    perRefund: minorOf('perRefund'),
    perOrder: minorOf('perOrder'),
    perCustomer30Days: minorOf('perCustomer30Days'),
    perPerson24Hours: minorOf('perPerson24Hours'),
    perReshipment: minorOf('perReshipment'),
  }
}
