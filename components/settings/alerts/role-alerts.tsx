'use client'

import { Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { failureMessage } from '@/components/form/form-failure'
import { Section } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../settings.module.css'

/** The default alerts of each role, for users without their own setting. */
export function RoleAlerts() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: roles = [] } = useQuery(trpc.alerts.roles.queryOptions())
  const { mutate, isPending, error } = useMutation(
    trpc.alerts.saveRole.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return (
    <Section title="Role defaults">
      <div className={classes.form}>
        {roles.map(({ role, hasAlerts, hasDigest }) => (
          <fieldset key={role} className={classes.checks} aria-label={role}>
            <span className={classes.name}>{role}</span>
            <Checkbox
              label="Alerts"
              checked={hasAlerts}
              disabled={isPending}
              onChange={(event) =>
                mutate({ role, hasAlerts: event.currentTarget.checked, hasDigest })
              }
            />
            <Checkbox
              label="Digest"
              checked={hasDigest}
              disabled={isPending}
              onChange={(event) =>
                mutate({ role, hasAlerts, hasDigest: event.currentTarget.checked })
              }
            />
          </fieldset>
        ))}
        <FormError message={failureMessage(error)} />
      </div>
    </Section>
  )
}
