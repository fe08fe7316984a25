'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { useReasonAgainst } from '@/components/shell/viewer'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../settings.module.css'
import { AlertChannels } from './alert-channels'
import { OwnAlerts } from './own-alerts'
import { RecentAlerts } from './recent-alerts'
import { RoleAlerts } from './role-alerts'

/** What the reader is told; for admins also what roles and channels are told. */
export function AlertSettings() {
  const trpc = useTRPC()
  const mayConfigure = useReasonAgainst('exceptions.configure') === undefined
  const { data, error, refetch, isFetching } = useQuery(trpc.alerts.mine.queryOptions())
  if (error && !data)
    return (
      <Failure title="The settings could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        An alert comes at once when something critical needs a person. The digest comes in the
        morning with what is open.
      </p>
      <Section title="You">
        <OwnAlerts key={JSON.stringify(data)} mine={data} />
      </Section>
      {mayConfigure && (
        <>
          <RoleAlerts />
          <AlertChannels />
          <RecentAlerts />
        </>
      )}
    </>
  )
}
