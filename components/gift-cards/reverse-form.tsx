'use client'

import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { amountText, Money } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import { tenderLabel } from '@/components/refund/form/tender-labels'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { formatAmount } from '@/domain/money/money'
import type { GiftCard, GiftCardReversal } from './gift-card-data'
import classes from './gift-card-page.module.css'

type Props = { card: GiftCard; reversal: GiftCardReversal }

/** Refunds the unspent balance in cash. The server computes the amount and the payments it goes to. */
export function ReverseForm({ card, reversal }: Props) {
  const { locale } = useViewerLocale()
  const [note, setNote] = useState('')
  const [typedAmount, setTypedAmount] = useState<string>()
  const roleReason = useReasonAgainst('gift_cards.manage')
  const { reverse, isBusy, error } = useReverse(card.id, () => {
    setNote('')
    setTypedAmount(undefined)
  })
  const submit = () => reverse({ note, ...(typedAmount !== undefined && { amount: typedAmount }) })
  const amount =
    typedAmount === undefined
      ? amountText(reversal.totalMinor, card.currency, locale)
      : `${typedAmount} ${card.currency}`
  return (
    <Section title="Convert to cash">
      <Destinations parts={reversal.parts} currency={card.currency} />
      <TextInput
        label={`Amount in ${card.currency}`}
        inputMode="decimal"
        maxLength={60}
        value={typedAmount ?? formatAmount(reversal.totalMinor, card.currency)}
        onChange={(event) => setTypedAmount(event.currentTarget.value)}
      />
      <TextInput
        label="Cash refund note"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error && <Problem text={error} />}
      <div className={classes.send}>
        <ReasonedButton
          icon={<IconArrowBackUp size={16} aria-hidden />}
          isBusy={isBusy}
          reasonAgainst={roleReason ?? (note.trim() === '' ? 'Enter a note.' : undefined)}
          onClick={submit}
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

function Problem({ text }: { text: string }) {
  return (
    <p className={classes.problem} role="alert">
      {text}
    </p>
  )
}

/**
 * Returns the mutation. Keeps the idempotency key until a request succeeds, so that a repeated
 * click refunds once.
 */
function useReverse(giftCardId: string, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const request = useRef<{ content: string; key: string } | undefined>(undefined)
  const { mutate, isPending, error } = useMutation(
    trpc.giftCards.reverse.mutationOptions({
      onSuccess: () => {
        request.current = undefined
        notifications.show({ message: 'Cash refund submitted', color: 'accent' })
        onDone()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.giftCards.pathKey() }),
    }),
  )
  const reverse = (input: { note: string; amount?: string }) => {
    const content = JSON.stringify(input)
    if (request.current?.content !== content)
      request.current = { content, key: crypto.randomUUID() }
    mutate({ giftCardId, ...input, idempotencyKey: request.current.key })
  }
  return { reverse, isBusy: isPending, error: error?.message }
}
