'use client'

import { Money } from '@/components/money/money'
import { ExactTime } from '@/components/time/time'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { DRILL_LABELS, type DrillSet } from '@/domain/reports/report-drill'
import { numberFormat } from '@/domain/text/intl-formats'
import classes from './rows-page.module.css'
import { columnLabel, type RowsPage } from './rows-section'

type Totals = NonNullable<RowsPage['totals']>
type Props = { set: DrillSet; totals: Totals; asOf: Date }

/** The number of rows and their totals by currency, which match the number that was opened. */
export function RowsTotals({ set, totals, asOf }: Props) {
  const { locale } = useViewerLocale()
  const number = (value: number) => numberFormat(locale).format(value)
  const rows = totals.reduce((sum, { n }) => sum + n, 0)
  const { one, many } = DRILL_LABELS[set]
  return (
    <div className={classes.totals}>
      <p suppressHydrationWarning>
        <strong>
          {number(rows)} {rows === 1 ? one : many}
        </strong>
        {Object.entries(countsOf(totals)).map(([name, sum]) => (
          <span key={name}>
            {columnLabel(name)}: {number(sum)}
          </span>
        ))}
        <span>
          As of <ExactTime at={asOf} />
        </span>
      </p>
      <ul>
        {totals
          .filter(({ currency }) => currency !== '')
          .map((total) => (
            <li key={`${total.currency} ${total.shopCurrency}`} suppressHydrationWarning>
              {number(total.n)} in {total.currency}
              <Amounts total={total} />
            </li>
          ))}
      </ul>
    </div>
  )
}

function Amounts({ total: { currency, shopCurrency, amounts } }: { total: Totals[number] }) {
  return (
    <>
      {Object.keys(amounts).length > 0 && ': '}
      {Object.entries(amounts)
        .filter(([name]) => name in AMOUNT_LABELS)
        .map(([name, sum]) => (
          <span key={name}>
            {AMOUNT_LABELS[name]}{' '}
            <Money minor={sum} currency={(name.endsWith('_shop') && shopCurrency) || currency} />
          </span>
        ))}
    </>
  )
}

/** The amounts that reports use; the export has the others. */
const AMOUNT_LABELS: Record<string, string> = {
  total: 'total',
  total_shop: 'in shop currency',
  amount: 'amount',
  amount_shop: 'in shop currency',
  paid: 'paid',
  paid_shop: 'in shop currency',
}

function countsOf(totals: Totals): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { counts } of totals)
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count
  return sums
}
