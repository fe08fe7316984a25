'use client'

import { amountText } from '@/components/money/money'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { LIMIT_LABELS } from '@/domain/refund/refund-limits'
import classes from '../refund-sheet.module.css'
import type { RefundPreview } from './refund-form'

type Limits = RefundPreview['limits']

/** Shows the viewer's limits, whether approval is needed, and this customer's recent refunds. */
export function LimitsLine({ limits }: { limits: Limits }) {
  const { locale } = useViewerLocale()
  const { shopCurrency, states, approvalReasons, refunded90DaysMinor } = limits
  const money = (minor: bigint) => amountText(minor, shopCurrency, locale)
  const [limit] = states
  return (
    <div className={classes.limits}>
      <p suppressHydrationWarning>
        {limit && `Your limit ${money(limit.limitMinor)} · `}
        {approvalReasons.length === 0 ? 'no approval needed' : 'needs approval'}
        {` · ${money(refunded90DaysMinor)} refunded to this customer in the last 90 days`}
      </p>
      {states.length > 1 && (
        <details>
          <summary>All my limits</summary>
          <ul suppressHydrationWarning>
            {states.map(({ name, limitMinor, usedMinor }) => (
              <li key={name}>
                For {LIMIT_LABELS[name]}: {money(limitMinor)}
                {usedMinor > 0n && `, ${money(usedMinor)} used`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {approvalReasons.map((reason) => (
        <p key={reason} className={classes.approval}>
          {reason}
        </p>
      ))}
    </div>
  )
}
