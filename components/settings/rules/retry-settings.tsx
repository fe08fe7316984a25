'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../settings.module.css'
import { RetryForm } from './retry-form'
import { RetryHistory } from './retry-history'

/** How often, and how soon, each kind is tried again by itself. */
export function RetrySettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.kindSettings.retryPolicies.queryOptions(),
  )
  if (error && !data)
    return (
      <Failure title="The settings could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        One wait for each try, such as “5 min, 5 min, 2 h”. After the last one a person looks. While
        a service is down for everybody nothing is tried, and no try is used up.
      </p>
      {data.map((policy) => (
        <Section
          key={policy.kind}
          title={policy.title.replace(/\.$/, '')}
          aside={policy.isDefault ? 'standard' : 'changed'}
        >
          <RetryForm key={policy.version} policy={policy} />
          {policy.version > 0 && <RetryHistory kind={policy.kind} />}
        </Section>
      ))}
    </>
  )
}
