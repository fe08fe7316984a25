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

/** Which payment takes how much, and how much it can take; amounts may be moved by hand. */
export function TenderList({ form, change, preview, currency }: Props) {
  const { tenders } = preview
  const usable = tenders.filter(({ isUsable }) => isUsable)
  const canMove = usable.length > 1 && preview.quote !== null
  const move = () =>
    change({
      moves: Object.fromEntries(
        usable.map(({ id, amountMinor }) => [id, formatAmount(amountMinor, currency)]),
      ),
    })
  return (
    <div className={classes.tenders}>
      <h3>Goes to</h3>
      <ul>
        {tenders.map((tender) => (
          <li key={tender.id} data-unused={tender.amountMinor === 0n || undefined}>
            <span>{destination(tender)}</span>
            {form.moves && tender.isUsable ? (
              <TextInput
                aria-label={`Amount to ${tenderLabel(tender)} in ${currency}`}
                inputMode="decimal"
                className={classes.amount}
                value={form.moves[tender.id] ?? ''}
                onChange={(event) =>
                  change({ moves: { ...form.moves, [tender.id]: event.currentTarget.value } })
                }
              />
            ) : (
              <Money minor={tender.amountMinor} currency={currency} />
            )}
            <span className={classes.small}>
              at most <Money minor={tender.capMinor} currency={currency} />
            </span>
          </li>
        ))}
      </ul>
      {(canMove || form.moves) && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={form.moves ? () => change({ moves: null }) : move}
        >
          {form.moves ? 'As the rules say' : 'Move amounts'}
        </Button>
      )}
    </div>
  )
}

function destination(tender: Tender): string {
  const name = tenderLabel(tender)
  if (!tender.isUsable)
    return `${name} (goes back from ${tender.gateway.replaceAll('_', ' ')} only)`
  return tender.newGiftCard ? `A new gift card, instead of ${name}` : name
}
