'use client'

import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { z } from 'zod'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { amountText, Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import { tenderLabel } from '@/components/refund/form/tender-labels'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { formatAmount } from '@/domain/money/money'
import { NoteInput } from '@/domain/text/text-inputs'
import type { GiftCard, GiftCardReversal } from './gift-card-data'
import classes from './gift-card-page.module.css'

const ReverseFormInput = z.object({
  note: NoteInput.min(1, 'Enter a note.'),
  /** Null: everything that can be refunded in cash. */
  amount: z.string().trim().nullable(),
})
const EMPTY = { note: '', amount: null }

type Props = { card: GiftCard; reversal: GiftCardReversal }

/** Refunds the unspent balance in cash. The server computes the amount and the payments it goes to. */
export function ReverseForm({ card, reversal }: Props) {
  const { locale } = useViewerLocale()
  const roleReason = useReasonAgainst('gift_cards.manage')
  const reverse = useReverse(card.id)
  const form = useZodForm({
    schema: ReverseFormInput,
    savedValues: EMPTY,
    onSubmit: ({ note, amount }) => reverse({ note, ...(amount !== null && { amount }) }),
    nextValues: () => EMPTY,
  })
  const { note, amount: typedAmount } = form.values
  const amount =
    typedAmount === null
      ? amountText(reversal.totalMinor, card.currency, locale)
      : `${typedAmount} ${card.currency}`
  return (
    <Section title="Convert to cash">
      <Destinations parts={reversal.parts} currency={card.currency} />
      <TextInput
        label={`Amount in ${card.currency}`}
        inputMode="decimal"
        maxLength={60}
        {...form.getInputProps('amount')}
        value={typedAmount ?? formatAmount(reversal.totalMinor, card.currency)}
      />
      <TextInput label="Cash refund note" maxLength={2000} {...form.getInputProps('note')} />
      <div className={classes.problem}>
        <FormError {...form.failure} />
      </div>
      <div className={classes.send}>
        <ReasonedButton
          icon={<IconArrowBackUp size={16} aria-hidden />}
          isBusy={form.isBusy}
          reasonAgainst={roleReason ?? (note.trim() === '' ? 'Enter a note.' : undefined)}
          onClick={form.submit}
        >
          Refund {amount} in cash
        </ReasonedButton>
      </div>
    </Section>
  )
}

type DestinationProps = { parts: GiftCardReversal['parts']; currency: string }

/** The payments the cash goes to. */
function Destinations({ parts, currency }: DestinationProps) {
  return (
    <ul className={classes.targets}>
      {parts.map((part) => (
        <li key={part.paymentId}>
          {tenderLabel(part)} <Money minor={part.amountMinor} currency={currency} />
        </li>
      ))}
    </ul>
  )
}

/**
 * Returns a function that submits the refund. It keeps the idempotency key until a request succeeds,
 * so that a repeated click refunds once.
 */
function useReverse(giftCardId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const request = useRef<{ content: string; key: string } | undefined>(undefined)
  const { mutateAsync } = useMutation(
    trpc.giftCards.reverse.mutationOptions({
      onSuccess: () => {
        request.current = undefined
        notifications.show({ message: 'Cash refund submitted', color: 'accent' })
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.giftCards.pathKey() }),
    }),
  )
  return (input: { note: string; amount?: string }) => {
    const content = JSON.stringify(input)
    if (request.current?.content !== content)
      request.current = { content, key: crypto.randomUUID() }
    return mutateAsync({ giftCardId, ...input, idempotencyKey: request.current.key })
  }
}
