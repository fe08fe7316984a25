'use client'

import { Button, Checkbox, Fieldset, Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import { ADJUSTMENT_REASONS, type AdjustmentReason } from '@/domain/refund/refund-total'
import classes from '../refund-sheet.module.css'
import { EmailPreview } from './email-preview'
import type { RefundForm, RefundPreview } from './refund-form'

type Props = {
  form: RefundForm
  change: (part: Partial<RefundForm>) => void
  preview: RefundPreview | undefined
  order: { id: string; currency: string }
}

const REASONS: Record<AdjustmentReason, string> = {
  customer: 'Agreed with the customer',
  damage: 'Damage',
  restock: 'Restocking fee',
  goodwill: 'Goodwill',
  other: 'Other',
}

/** Whether the customer is told, and an amount that differs from what the rules come to. */
export function OptionsFields({ form, change, preview, order }: Props) {
  const [isMailShown, setMailShown] = useState(false)
  const canShow = form.reissue === 'refund' && form.isAnnounced && preview?.quote != null
  return (
    <Fieldset legend="Refund Options" variant="unstyled" className={classes.options}>
      <Group gap={8} mih={32}>
        <Checkbox
          size="xs"
          label="Tell the customer"
          checked={form.isAnnounced}
          onChange={(event) => change({ isAnnounced: event.currentTarget.checked })}
        />
        {canShow && (
          <Button variant="subtle" size="compact-xs" onClick={() => setMailShown(!isMailShown)}>
            {isMailShown ? 'Hide the mail' : 'Show the mail'}
          </Button>
        )}
      </Group>
      {isMailShown && canShow && <EmailPreview form={form} order={order} />}
      {form.reissue === 'refund' && <OtherAmount form={form} change={change} order={order} />}
    </Fieldset>
  )
}

function OtherAmount({ form, change, order }: Omit<Props, 'preview'>) {
  const { otherAmount } = form
  const cannotRaise = useReasonAgainst('refunds.override') !== undefined
  return (
    <Group gap={12} mih={32} className={classes.other}>
      <Checkbox
        size="xs"
        label="Other amount"
        className={classes.otherToggle}
        checked={otherAmount !== null}
        onChange={(event) =>
          change({
            moves: null,
            otherAmount: event.currentTarget.checked ? { amount: '', reason: 'customer' } : null,
          })
        }
      />
      {otherAmount && (
        <>
          <TextInput
            label={`Other amount in ${order.currency}`}
            description={cannotRaise ? 'Lower than the total' : undefined}
            inputMode="decimal"
            className={classes.otherAmount}
            value={otherAmount.amount}
            onChange={(event) =>
              change({
                moves: null,
                otherAmount: { ...otherAmount, amount: event.currentTarget.value },
              })
            }
          />
          <Select
            label="Reason"
            data={ADJUSTMENT_REASONS.map((value) => ({ value, label: REASONS[value] }))}
            value={otherAmount.reason}
            allowDeselect={false}
            onChange={(value) => {
              const reason = ADJUSTMENT_REASONS.find((one) => one === value)
              if (reason) change({ otherAmount: { ...otherAmount, reason } })
            }}
          />
        </>
      )}
    </Group>
  )
}
