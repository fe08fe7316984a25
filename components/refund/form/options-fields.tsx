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
  customer: 'Agreed with customer',
  damage: 'Damage',
  restock: 'Restocking fee',
  goodwill: 'Goodwill',
  other: 'Other',
}

/** Whether to email the customer, and an optional amount that overrides the computed total. */
export function OptionsFields({ form, change, preview, order }: Props) {
  const [isEmailShown, setEmailShown] = useState(false)
  const canShow = form.reissue === 'refund' && form.isCustomerNotified && preview?.quote != null
  return (
    <Fieldset legend="Refund Options" variant="unstyled" className={classes.options}>
      <Group gap={8} mih={32}>
        <Checkbox
          size="xs"
          label="Notify customer"
          checked={form.isCustomerNotified}
          onChange={(event) => change({ isCustomerNotified: event.currentTarget.checked })}
        />
        {canShow && (
          <Button variant="subtle" size="compact-xs" onClick={() => setEmailShown(!isEmailShown)}>
            {isEmailShown ? 'Hide email' : 'Preview email'}
          </Button>
        )}
      </Group>
      {isEmailShown && canShow && <EmailPreview form={form} order={order} />}
      {form.reissue === 'refund' && <CustomAmount form={form} change={change} order={order} />}
    </Fieldset>
  )
}

function CustomAmount({ form, change, order }: Omit<Props, 'preview'>) {
  const { customAmount } = form
  return (
    <Group gap={12} mih={32} className={classes.other}>
      <Checkbox
        size="xs"
        label="Custom amount"
        className={classes.otherToggle}
        checked={customAmount !== null}
        onChange={(event) =>
          change({
            split: null,
            customAmount: event.currentTarget.checked ? { amount: '', reason: 'customer' } : null,
          })
        }
      />
      {customAmount && (
        <CustomAmountFields value={customAmount} change={change} currency={order.currency} />
      )}
    </Group>
  )
}

type FieldsProps = {
  value: NonNullable<RefundForm['customAmount']>
  change: Props['change']
  currency: string
}

function CustomAmountFields({ value, change, currency }: FieldsProps) {
  const cannotOverride = useReasonAgainst('refunds.override') !== undefined
  return (
    <>
      <TextInput
        label={`Custom amount in ${currency}`}
        description={cannotOverride ? 'Must be lower than the total' : undefined}
        inputMode="decimal"
        className={classes.customAmount}
        value={value.amount}
        onChange={(event) =>
          change({ split: null, customAmount: { ...value, amount: event.currentTarget.value } })
        }
      />
      <Select
        label="Reason"
        data={ADJUSTMENT_REASONS.map((reason) => ({ value: reason, label: REASONS[reason] }))}
        value={value.reason}
        allowDeselect={false}
        onChange={(selected) => {
          const reason = ADJUSTMENT_REASONS.find((known) => known === selected)
          if (reason) change({ customAmount: { ...value, reason } })
        }}
      />
    </>
  )
}
