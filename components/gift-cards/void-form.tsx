'use client'

import { TextInput } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { amountText } from '@/components/money/money'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { NoteInput } from '@/domain/text/text-inputs'
import type { GiftCard } from './gift-card-data'
import classes from './gift-card-page.module.css'

const VoidFormInput = z.object({ note: NoteInput.min(1, 'Enter a reason.') })

/** Voids the card permanently. The button shows the balance the customer loses. */
export function VoidForm({ card }: { card: GiftCard }) {
  const { locale } = useViewerLocale()
  const roleReason = useReasonAgainst('gift_cards.manage')
  const { mutateAsync } = useVoid()
  const form = useZodForm({
    schema: VoidFormInput,
    savedValues: { note: '' },
    onSubmit: ({ note }) => mutateAsync({ giftCardId: card.id, note }),
  })
  const { note } = form.values
  const amount = amountText(card.balanceMinor, card.currency, locale)
  return (
    <Section title="Void gift card">
      <p className={classes.warning}>
        This can't be undone. The remaining balance is removed, and the customer is not notified.
      </p>
      <TextInput label="Reason" maxLength={2000} {...form.getInputProps('note')} />
      <div className={classes.problem}>
        <FormError {...form.failure} />
      </div>
      <div className={classes.send}>
        <ReasonedButton
          icon={<IconBan size={16} aria-hidden />}
          isBusy={form.isBusy}
          reasonAgainst={roleReason ?? (note.trim() === '' ? 'Enter a reason.' : undefined)}
          onClick={form.submit}
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
