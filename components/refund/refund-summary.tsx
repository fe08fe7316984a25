'use client'

import { Money } from '@/components/money/money'
import { taxName } from '@/domain/money/tax-name'
import { LimitsLine } from './form/limits-line'
import type { RefundPreview, ReshipmentPreview } from './form/refund-form'
import { TenderList } from './form/tender-list'
import type { RefundSheetState } from './form/use-refund-form'
import classes from './refund-sheet.module.css'

/** The totals computed by the server. Stays in view while the fields scroll. */
export function RefundSummary({ sheet, currency }: { sheet: RefundSheetState; currency: string }) {
  const { form, change, preview } = sheet
  const isRefund = form.reissue === 'refund'
  const data = isRefund ? preview.refund : preview.reshipment
  if (!data) return null
  return (
    <section
      className={classes.outcome}
      aria-label={isRefund ? 'Refund summary' : 'Reshipment summary'}
      data-stale={!preview.isCurrent || undefined}
    >
      {data.problem && (
        <p className={classes.problem} role="alert">
          {data.problem}
        </p>
      )}
      {isRefund && preview.refund ? (
        <>
          <Breakdown preview={preview.refund} currency={currency} />
          <TenderList form={form} change={change} preview={preview.refund} currency={currency} />
        </>
      ) : (
        preview.reshipment && <ReshipmentValue preview={preview.reshipment} currency={currency} />
      )}
      <LimitsLine limits={data.limits} />
    </section>
  )
}

function Breakdown({ preview, currency }: { preview: RefundPreview; currency: string }) {
  const { quote } = preview

  return (
    <div className={classes.totals}>
      <dl className={classes.parts}>
        {partsOf(preview)
          .filter(([, minor, isShown]) => isShown || minor !== 0n)
          .map(([label, minor]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Money minor={minor} currency={currency} />
              </dd>
            </div>
          ))}
      </dl>
      <dl className={classes.total}>
        <dt>Total refund</dt>
        <dd aria-live="polite">
          {quote ? (
            <Money
              minor={quote.totalMinor}
              currency={currency}
              shop={{ minor: quote.totalShopMinor, currency: preview.limits.shopCurrency }}
            />
          ) : (
            '–'
          )}
        </dd>
      </dl>
    </div>
  )
}

type Part = [label: string, minor: bigint, isAlwaysShown?: boolean]

function partsOf({ quote, order }: RefundPreview): Part[] {
  if (!quote) return []
  const taxPrefix = order.taxesIncluded ? 'incl. ' : ''
  return [
    ['Items', quote.listMinor, true],
    ['Discount', -quote.discountMinor],
    ...quote.taxes.map(
      (tax): Part => [`${taxPrefix}${taxName(tax.title, tax.rate)}`, tax.amountMinor],
    ),
    ['Shipping', quote.parts.shipping],
    ['Duties (DOM)', quote.parts.dutyDomestic],
    ['Duties (INTL)', quote.parts.dutyInternational],
    ['Tip', quote.parts.tip],
    ['Additional fees', quote.parts.fee],
    ['Adjustment', quote.adjustmentMinor],
  ]
}

function ReshipmentValue({ preview, currency }: { preview: ReshipmentPreview; currency: string }) {
  return (
    <div className={classes.totals}>
      <dl className={classes.parts}>
        <div>
          <dt>Item value</dt>
          <dd>
            <Money minor={preview.quote?.itemsMinor ?? 0n} currency={currency} />
          </dd>
        </div>
      </dl>
      <dl className={classes.total}>
        <dt>Customer pays</dt>
        <dd>
          <Money minor={0n} currency={currency} />
        </dd>
      </dl>
    </div>
  )
}
