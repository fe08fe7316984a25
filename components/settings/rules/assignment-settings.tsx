'use client'

import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { Failure } from '@/components/states/failure'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { FormError } from '../form-error'
import classes from '../settings.module.css'

/** How new exceptions find their owner. */
export function AssignmentSettings() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data, error, refetch, isFetching } = useQuery(trpc.kindSettings.assignment.queryOptions())
  const reasonAgainst = useReasonAgainst('exceptions.configure')
  const saving = useMutation(
    trpc.kindSettings.saveAssignment.mutationOptions({
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.kindSettings.assignment.queryKey() }),
    }),
  )
  if (error && !data)
    return (
      <Failure title="The setting could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return null
  const { isRoundRobin, version: seenVersion, changedByName, changedAt } = data
  return (
    <Section title="New exceptions">
      <Switch
        label="Give them to one person after the other"
        description={
          reasonAgainst ??
          'Those of role care or lead who may sign in take turns. What is open already stays with whoever has it. Off: people take what they work on.'
        }
        checked={isRoundRobin}
        disabled={reasonAgainst !== undefined || saving.isPending}
        onChange={(event) =>
          saving.mutate({ isRoundRobin: event.currentTarget.checked, seenVersion })
        }
      />
      {changedAt && (
        <p className={classes.lead}>
          Changed by {changedByName} <Time at={changedAt} />
        </p>
      )}
      <FormError message={saving.error?.message} />
    </Section>
  )
}
