import { getDb } from '@/db/client'
import { listRefundLimits, listShopCurrencies } from '@/db/queries/money/refund-limits'
import { formatAmount } from '@/domain/money/money'
import { LIMIT_NAMES, type RefundLimits } from '@/domain/refund/refund-limits'
import { standardLimits } from '@/domain/refund/standard-limits'
import { isAllowed, ROLES, type Role } from '@/domain/staff/permissions'

/** Limits as decimal strings in the shop's currency, as entered. */
export type LimitTexts = { [name in keyof RefundLimits]: string }

/** Returns the limits of every role that can refund, for each shop currency. */
export async function describeLimits() {
  const currencies = await listShopCurrencies(getDb())
  const roles = ROLES.filter((role) => isAllowed(role, 'refunds.issue'))
  return Promise.all(
    currencies.map(async (shopCurrency) => ({
      shopCurrency,
      roles: await Promise.all(roles.map((role) => describeRole(role, shopCurrency))),
    })),
  )
}

async function describeRole(role: Role, shopCurrency: string) {
  const versions = await listRefundLimits(getDb(), role, shopCurrency)
  const [latest] = versions
  const texts = (limits: RefundLimits) => toTexts(limits, shopCurrency)
  const standard = standardLimits(role, shopCurrency)
  return {
    role,
    version: latest?.version ?? 0,
    isStandard: !latest?.limits,
    limits: texts(latest?.limits ?? standard),
    changes: versions.map(({ limits, ...change }) => ({
      ...change,
      limits: limits && texts(limits),
    })),
  }
}

function toTexts(limits: RefundLimits, currency: string): LimitTexts {
  const texts = LIMIT_NAMES.map((name) => [name, formatAmount(limits[name], currency)])
  return Object.fromEntries(texts) as LimitTexts
}
