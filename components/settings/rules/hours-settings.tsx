'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ChangeHistory } from '../change-history'
import classes from '../settings.module.css'
import { HoursForm } from './hours-form'
import { formatWorkingHours } from './hours-labels'

/** When the team works the inbox. */
export function HoursSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.kindSettings.workHours.queryOptions())
  if (error && !data)
    return <Failure title="The hours could not be loaded" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        The time limits of exceptions count these hours only. A change holds for every limit that is
        set from now on; what is due already keeps its moment.
      </p>
      <Section title="The team works" aside={data.isStandard ? 'standard' : 'changed'}>
        <HoursForm key={data.version} workHours={data} />
        <ChangeHistory
          changes={data.changes.map(({ version, hours, ...change }) => ({
            ...change,
            key: version,
            words: hours ? formatWorkingHours(hours) : undefined,
          }))}
        />
      </Section>
    </>
  )
}
