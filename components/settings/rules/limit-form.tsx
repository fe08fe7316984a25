'use client'

import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { LIMIT_NAMES, type RefundLimits } from '@/domain/refund/refund-limits'
import { SaveLimitsInput } from '@/domain/settings/limits-input'
import { ReasonedSave } from '../reasoned-save'
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
  const isReadOnly = useReasonAgainst('refunds.configure') !== undefined
  const save = useSaveLimits()
  const form = useZodForm({
    schema: SaveLimitsInput,
    savedValues: { role, shopCurrency, seenVersion: version, limits, reason: '' },
    onSubmit: save,
  })
  const label = `Limits for ${role} in ${shopCurrency}`
  return (
    <form className={classes.form} aria-label={label} {...form.formProps}>
      <div className={classes.amounts}>
        {LIMIT_NAMES.map((name) => (
          <TextInput
            key={name}
            label={LABELS[name]}
            inputMode="decimal"
            readOnly={isReadOnly}
            {...form.getInputProps(`limits.${name}`)}
          />
        ))}
      </div>
      {!isReadOnly && (
        <ReasonedSave
          form={form}
          onReset={
            isStandard ? undefined : (reason) => save({ ...form.values, limits: null, reason })
          }
        />
      )}
      <FormError {...form.failure} />
    </form>
  )
}

function useSaveLimits() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.refunds.saveLimits.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new refunds.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.refunds.limits.queryKey() }),
    }),
  )
  return mutateAsync
}
