'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../settings.module.css'
import { RetryForm } from './retry-form'
import { RetryHistory } from './retry-history'

/** The automatic retry policy of each exception kind. */
export function RetrySettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.kindSettings.retryPolicies.queryOptions(),
  )
  if (error && !data)
    return <Failure title="Couldn't load settings" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        Enter one delay per retry, for example “5 min, 5 min, 2 h”. After the last retry, the
        exception needs a person. During an outage, no retries are made or used up.
      </p>
      {data.map((policy) => (
        <Section
          key={policy.kind}
          title={policy.title.replace(/\.$/, '')}
          aside={policy.isDefault ? 'Default' : 'Customized'}
        >
          <RetryForm policy={policy} />
          {policy.version > 0 && <RetryHistory kind={policy.kind} />}
        </Section>
      ))}
    </>
  )
}
