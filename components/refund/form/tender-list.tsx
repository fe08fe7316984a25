'use client'

import { Button, TextInput } from '@mantine/core'
import { Money } from '@/components/money/money'
import { formatAmount } from '@/domain/money/money'
import classes from '../refund-sheet.module.css'
import type { RefundForm, RefundPreview } from './refund-form'
import { tenderLabel } from './tender-labels'

type Props = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  preview: RefundPreview
  currency: string
}

type Tender = RefundPreview['tenders'][number]

/** The refund amount and its maximum for each payment. The split can be edited. */
export function TenderList({ form, change, preview, currency }: Props) {
  const { tenders } = preview
  const usable = tenders.filter(({ isUsable }) => isUsable)
  const canEditSplit = usable.length > 1 && preview.quote !== null
  const editSplit = () =>
    change({
      split: Object.fromEntries(
        usable.map(({ id, amountMinor }) => [id, formatAmount(amountMinor, currency)]),
      ),
    })
  return (
    <div className={classes.tenders}>
      <h3>Refund to</h3>
      <ul>
        {tenders.map((tender) => (
          <li key={tender.id} data-unused={tender.amountMinor === 0n || undefined}>
            <span>{destination(tender)}</span>
            <TenderAmount form={form} change={change} tender={tender} currency={currency} />
            <span className={classes.small}>
              up to <Money minor={tender.capMinor} currency={currency} />
            </span>
          </li>
        ))}
      </ul>
      {(canEditSplit || form.split) && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={form.split ? () => change({ split: null }) : editSplit}
        >
          {form.split ? 'Use suggested split' : 'Edit split'}
        </Button>
      )}
    </div>
  )
}

type AmountProps = Omit<Props, 'preview'> & { tender: Tender }

/** A tender's refund amount; an input while the split is edited. */
function TenderAmount({ form, change, tender, currency }: AmountProps) {
  const { split } = form
  if (!split || !tender.isUsable) return <Money minor={tender.amountMinor} currency={currency} />
  return (
    <TextInput
      aria-label={`Refund to ${tenderLabel(tender)} in ${currency}`}
      inputMode="decimal"
      className={classes.amount}
      value={split[tender.id] ?? ''}
      onChange={(event) => change({ split: { ...split, [tender.id]: event.currentTarget.value } })}
    />
  )
}

function destination(tender: Tender): string {
  const name = tenderLabel(tender)
  if (!tender.isUsable) return `${name} (refund only in ${tender.gateway.replaceAll('_', ' ')})`
  return tender.newGiftCard ? `New gift card instead of ${name}` : name
}
