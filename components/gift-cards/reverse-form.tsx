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

/** Gives back in cash what is unspent; the server says how much that is and where it goes. */
export function ReverseForm({ card, reversal }: Props) {
  const { locale } = useViewerLocale()
  const [note, setNote] = useState('')
  const [typed, setTyped] = useState<string>()
  const roleReason = useReasonAgainst('gift_cards.manage')
  const { reverse, isBusy, error } = useReverse(card.id, () => {
    setNote('')
    setTyped(undefined)
  })
  const amount =
    typed === undefined
      ? amountText(reversal.totalMinor, card.currency, locale)
      : `${typed} ${card.currency}`
  return (
    <Section title="Turn it into cash">
      <ul className={classes.targets}>
        {reversal.parts.map((part) => (
          <li key={part.paymentId}>
            {tenderLabel(part)} <Money minor={part.amountMinor} currency={card.currency} />
          </li>
        ))}
      </ul>
      <TextInput
        label={`Amount in ${card.currency}`}
        inputMode="decimal"
        maxLength={60}
        value={typed ?? formatAmount(reversal.totalMinor, card.currency)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <TextInput
        label="Why cash"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
      <div className={classes.send}>
        <ReasonedButton
          icon={<IconArrowBackUp size={16} aria-hidden />}
          isBusy={isBusy}
          reasonAgainst={
            roleReason ?? (note.trim() === '' ? 'Say why, in a few words.' : undefined)
          }
          onClick={() => reverse({ note, ...(typed !== undefined && { amount: typed }) })}
        >
          Give {amount} back in cash
        </ReasonedButton>
      </div>
    </Section>
  )
}

/** One key for one request until it is answered: what is pressed or sent twice goes back once. */
function useReverse(giftCardId: string, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const request = useRef<{ content: string; key: string } | undefined>(undefined)
  const { mutate, isPending, error } = useMutation(
    trpc.giftCards.reverse.mutationOptions({
      onSuccess: () => {
        request.current = undefined
        notifications.show({ message: 'The money is on its way back.', color: 'accent' })
        onDone()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.giftCards.pathKey() }),
    }),
  )
  const reverse = (asked: { note: string; amount?: string }) => {
    const content = JSON.stringify(asked)
    if (request.current?.content !== content)
      request.current = { content, key: crypto.randomUUID() }
    mutate({ giftCardId, ...asked, idempotencyKey: request.current.key })
  }
  return { reverse, isBusy: isPending, error: error?.message }
}
