'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ChangeHistory } from '../change-history'
import classes from '../settings.module.css'
import { HoursForm } from './hours-form'
import { formatWorkingHours } from './hours-labels'

/** The team's working hours, which SLA due times are computed from. */
export function HoursSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.kindSettings.workHours.queryOptions())
  if (error && !data)
    return <Failure title="Couldn't load working hours" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        Exception due times count only these hours. A change applies to new due times; existing due
        times stay the same.
      </p>
      <Section title="Team hours" aside={data.isStandard ? 'Default' : 'Customized'}>
        <HoursForm workHours={data} />
        <ChangeHistory
          changes={data.changes.map(({ version, hours, ...change }) => ({
            ...change,
            key: version,
            value: hours ? formatWorkingHours(hours) : undefined,
          }))}
        />
      </Section>
    </>
  )
}
