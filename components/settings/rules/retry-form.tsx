'use client'

import { Button, NumberInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { type FormEvent, useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { formatDelays, parseDelays } from '@/domain/pipeline/retry-delays'
import type { AppRouter } from '@/server/trpc/router'
import { FormError } from '../form-error'
import classes from '../settings.module.css'

type Policy = inferRouterOutputs<AppRouter>['kindSettings']['retryPolicies'][number]
type Saved = inferRouterInputs<AppRouter>['kindSettings']['saveRetryPolicy']

/** The form for the retry delays and jitter of one exception kind. */
export function RetryForm({ policy }: { policy: Policy }) {
  const { standard } = policy
  const target = { kind: policy.kind, seenVersion: policy.version }
  const [delays, setDelays] = useState(formatDelays(policy.delaysSeconds))
  const [percent, setPercent] = useState<string | number>(Math.round(policy.jitter * 100))
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const reasonAgainst = useReasonAgainst('exceptions.configure')
  const isDisabled = reasonAgainst !== undefined
  const { save, isSaving, errorMessage } = useSave()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const parsed = parseDelays(delays)
    setProblem('problem' in parsed ? parsed.problem : undefined)
    if ('problem' in parsed) return
    save({ ...target, policy: { ...parsed, jitter: Number(percent) / 100 }, reason })
  }
  const reset = () => save({ ...target, policy: null, reason: reason || 'Reset to default' })
  return (
    <form className={classes.form} aria-label={policy.title} onSubmit={submit}>
      <div className={classes.row}>
        <DelaysField {...{ delays, problem, isDisabled }} onChange={setDelays} />
        <JitterField {...{ percent, isDisabled }} onChange={setPercent} />
      </div>
      <div className={classes.row}>
        <ReasonField {...{ reason, isDisabled }} onChange={setReason} />
        <ReasonedButton
          reasonAgainst={reasonAgainst ?? missingReason(reason)}
          isBusy={isSaving}
          onClick={() => submit()}
        >
          Save
        </ReasonedButton>
        {!policy.isDefault && !isDisabled && (
          <Button variant="default" disabled={isSaving} onClick={reset}>
            Reset to {formatDelays(standard.delaysSeconds)}
          </Button>
        )}
      </div>
      <FormError message={errorMessage} />
    </form>
  )
}

const missingReason = (reason: string) => (reason.trim() === '' ? 'Enter a reason.' : undefined)

type JitterProps = {
  percent: string | number
  isDisabled: boolean
  onChange: (percent: string | number) => void
}

function JitterField({ percent, isDisabled, onChange }: JitterProps) {
  return (
    <NumberInput
      className={classes.small}
      label="Jitter (%)"
      min={0}
      max={100}
      value={percent}
      disabled={isDisabled}
      onChange={onChange}
    />
  )
}

type DelaysProps = {
  delays: string
  problem: string | undefined
  isDisabled: boolean
  onChange: (delays: string) => void
}

function DelaysField({ delays, problem, isDisabled, onChange }: DelaysProps) {
  return (
    <TextInput
      className={classes.wide}
      label="Delays"
      value={delays}
      error={problem}
      disabled={isDisabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type ReasonProps = { reason: string; isDisabled: boolean; onChange: (reason: string) => void }

function ReasonField({ reason, isDisabled, onChange }: ReasonProps) {
  return (
    <TextInput
      className={classes.wide}
      label="Reason"
      value={reason}
      disabled={isDisabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.kindSettings.saveRetryPolicy.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new failures.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.kindSettings.pathKey() }),
    }),
  )
  return {
    save: (input: Saved) => mutate(input),
    isSaving: isPending,
    errorMessage: error?.message,
  }
}
