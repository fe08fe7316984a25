'use client'

import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { LIMIT_NAMES, type RefundLimits } from '@/domain/refund/refund-limits'
import { FormError } from '../form-error'
import { SaveRow } from '../save-row'
import classes from '../settings.module.css'
import type { RoleLimits } from './role-limits'

const LABELS: Record<keyof RefundLimits, string> = {
  perRefund: 'Per refund',
  perOrder: 'Per order',
  perCustomer30Days: 'Per customer, 30 days',
  perPerson24Hours: 'Per user, 24 hours',
  perReshipment: 'Per reshipment (item value)',
}

type Props = { limits: RoleLimits; shopCurrency: string }

/** The form for the refund limits of one role. */
export function LimitForm({ limits: { role, version, isStandard, limits }, shopCurrency }: Props) {
  const [amounts, setAmounts] = useState(limits)
  const [reason, setReason] = useState('')
  const reasonAgainst = useReasonAgainst('refunds.configure')
  const isReadOnly = reasonAgainst !== undefined
  const { save, isSaving, errorMessage } = useSave()
  const target = { role, shopCurrency, seenVersion: version }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    save({ ...target, limits: amounts, reason })
  }
  const label = `Limits for ${role} in ${shopCurrency}`
  return (
    <form className={classes.form} aria-label={label} onSubmit={submit}>
      <div className={classes.amounts}>
        {LIMIT_NAMES.map((name) => (
          <TextInput
            key={name}
            label={LABELS[name]}
            inputMode="decimal"
            value={amounts[name]}
            readOnly={isReadOnly}
            onChange={({ currentTarget: { value } }) => setAmounts({ ...amounts, [name]: value })}
          />
        ))}
      </div>
      {!isReadOnly && (
        <SaveRow
          {...{ reason, isSaving, isStandard }}
          onReason={setReason}
          onSave={() => submit()}
          onReset={(resetReason) => save({ ...target, limits: null, reason: resetReason })}
        />
      )}
      <FormError message={errorMessage} />
    </form>
  )
}

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.refunds.saveLimits.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new refunds.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.refunds.limits.queryKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, errorMessage: error?.message }
}
