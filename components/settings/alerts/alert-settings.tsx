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

/** The viewer's alert settings. Admins also see the role defaults, channels and recent alerts. */
export function AlertSettings() {
  const trpc = useTRPC()
  const canConfigure = useReasonAgainst('exceptions.configure') === undefined
  const { data, error, refetch, isFetching } = useQuery(trpc.alerts.mine.queryOptions())
  if (error && !data)
    return <Failure title="Couldn't load settings" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        Alerts are sent immediately when something critical needs a person. The digest is sent every
        morning and lists the open exceptions.
      </p>
      <Section title="Your alerts">
        <OwnAlerts mine={data} />
      </Section>
      {canConfigure && (
        <>
          <RoleAlerts />
          <AlertChannels />
          <RecentAlerts />
        </>
      )}
    </>
  )
}
