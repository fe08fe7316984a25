'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ChangeHistory } from '../change-history'
import classes from '../settings.module.css'
import { LimitForm } from './limit-form'

/** How far each role may refund and reship without a second person, in each shop's currency. */
export function LimitSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.refunds.limits.queryOptions())
  if (error && !data)
    return <Failure title="The limits could not be loaded" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        Above any of these a second person decides, never the one who asked. Amounts are in the
        shop&rsquo;s currency; a change holds from the next refund on.
      </p>
      {data.length === 0 && <p className={classes.lead}>No shop has sent an order yet.</p>}
      {data.flatMap(({ shopCurrency, roles }) =>
        roles.map((role) => (
          <Section
            key={`${shopCurrency} ${role.role}`}
            title={`${role.role}, ${shopCurrency}`}
            aside={role.isStandard ? 'standard' : 'changed'}
          >
            <LimitForm key={role.version} limits={role} shopCurrency={shopCurrency} />
            <ChangeHistory
              changes={role.changes.map(({ version, limits, ...change }) => ({
                ...change,
                key: version,
                words: limits ? Object.values(limits).join(' · ') : undefined,
              }))}
            />
          </Section>
        )),
      )}
    </>
  )
}
