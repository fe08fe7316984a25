'use client'

import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { failureMessage } from '@/components/form/form-failure'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { Failure } from '@/components/states/failure'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../settings.module.css'

/** Whether new exceptions are assigned automatically. */
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
    return <Failure title="Couldn't load this setting" query={{ error, refetch, isFetching }} />
  if (!data) return null
  const { isRoundRobin, version: seenVersion, changedByName, changedAt } = data
  return (
    <Section title="New exceptions">
      <Switch
        label="Assign new exceptions in rotation"
        description={
          reasonAgainst ??
          'New exceptions go to active care and lead users in turn. Open exceptions keep their assignee. When off, users assign exceptions to themselves.'
        }
        checked={isRoundRobin}
        disabled={reasonAgainst !== undefined || saving.isPending}
        onChange={(event) =>
          saving.mutate({ isRoundRobin: event.currentTarget.checked, seenVersion })
        }
      />
      {changedAt && (
        <p className={classes.lead}>
          Last changed by {changedByName} <Time at={changedAt} />
        </p>
      )}
      <FormError message={failureMessage(saving.error)} />
    </Section>
  )
}
