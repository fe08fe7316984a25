'use client'

import { TextInput } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { amountText } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import type { GiftCard } from './gift-card-data'
import classes from './gift-card-page.module.css'

/** Voids the card permanently. The button shows the balance the customer loses. */
export function VoidForm({ card }: { card: GiftCard }) {
  const { locale } = useViewerLocale()
  const [note, setNote] = useState('')
  const roleReason = useReasonAgainst('gift_cards.manage')
  const voiding = useVoid()
  const amount = amountText(card.balanceMinor, card.currency, locale)
  return (
    <Section title="Void gift card">
      <p className={classes.warning}>
        This can't be undone. The remaining balance is removed, and the customer is not notified.
      </p>
      <TextInput
        label="Reason"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {voiding.error && (
        <p className={classes.problem} role="alert">
          {voiding.error.message}
        </p>
      )}
      <div className={classes.send}>
        <ReasonedButton
          icon={<IconBan size={16} aria-hidden />}
          isBusy={voiding.isPending}
          reasonAgainst={roleReason ?? (note.trim() === '' ? 'Enter a reason.' : undefined)}
          onClick={() => voiding.mutate({ giftCardId: card.id, note })}
        >
          Void gift card and remove {amount}
        </ReasonedButton>
      </div>
    </Section>
  )
}

function useVoid() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.giftCards.void.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.giftCards.pathKey() }),
    }),
  )
}
