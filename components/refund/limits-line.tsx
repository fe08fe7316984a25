'use client'

import { amountText } from '@/components/money/money'
import { useReader } from '@/components/reader/reader'
import type { RefundPreview } from './refund-form'
import classes from './refund-sheet.module.css'

type Limits = RefundPreview['limits']

/** The limits that apply to me, whether a second person decides, and what this customer got. */
export function LimitsLine({ limits }: { limits: Limits }) {
  const { locale } = useReader()
  const { shopCurrency, states, approvalReasons, refunded90DaysMinor } = limits
  const money = (minor: bigint) => amountText(minor, shopCurrency, locale)
  const limit = states[0]
  return (
    <div className={classes.limits}>
      <p suppressHydrationWarning>
        {limit && `Your limit ${money(limit.limitMinor)} · `}
        {approvalReasons.length === 0 ? 'no approval needed' : 'needs approval'}
        {` · this customer got ${money(refunded90DaysMinor)} back in 90 days`}
      </p>
      {approvalReasons.map((reason) => (
        <p key={reason} className={classes.approval}>
          {reason}
        </p>
      ))}
    </div>
  )
}
