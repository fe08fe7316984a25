'use client'

import { NumberInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { formatDelays } from '@/domain/pipeline/retry-delays'
import type { AppRouter } from '@/server/trpc/router'
import { ReasonedSave } from '../reasoned-save'
import classes from '../settings.module.css'
import { RetryInput } from './retry-schema'

type Policy = inferRouterOutputs<AppRouter>['kindSettings']['retryPolicies'][number]

/** The form for the retry delays and jitter of one exception kind. */
export function RetryForm({ policy }: { policy: Policy }) {
  const { kind, standard } = policy
  const reasonAgainst = useReasonAgainst('exceptions.configure')
  const isDisabled = reasonAgainst !== undefined
  const save = useSaveRetryPolicy()
  const form = useZodForm({
    schema: RetryInput,
    savedValues: {
      kind,
      seenVersion: policy.version,
      delays: formatDelays(policy.delaysSeconds),
      percent: Math.round(policy.jitter * 100),
      reason: '',
    },
    onSubmit: save,
  })
  const reset = (reason: string) =>
    save({ kind, seenVersion: form.values.seenVersion, policy: null, reason })
  return (
    <form className={classes.form} aria-label={policy.title} {...form.formProps}>
      <div className={classes.row}>
        <TextInput
          className={classes.wide}
          label="Delays"
          disabled={isDisabled}
          {...form.getInputProps('delays')}
        />
        <NumberInput
          className={classes.small}
          label="Jitter (%)"
          min={0}
          max={100}
          disabled={isDisabled}
          {...form.getInputProps('percent')}
        />
      </div>
      <ReasonedSave
        form={form}
        reasonAgainst={reasonAgainst}
        onReset={policy.isDefault || isDisabled ? undefined : reset}
        resetLabel={`Reset to ${formatDelays(standard.delaysSeconds)}`}
      />
      <FormError {...form.failure} />
    </form>
  )
}

function useSaveRetryPolicy() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.kindSettings.saveRetryPolicy.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new failures.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.kindSettings.pathKey() }),
    }),
  )
  return mutateAsync
}
