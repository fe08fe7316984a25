'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { ChangeHistory } from '../change-history'
import classes from '../settings.module.css'
import { LimitForm } from './limit-form'

/** Refund and reshipment limits per role and shop currency. Higher amounts need approval. */
export function LimitSettings() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(trpc.refunds.limits.queryOptions())
  if (error && !data)
    return <Failure title="Couldn't load limits" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <>
      <p className={classes.lead}>
        Refunds above any of these limits need approval by another user. Amounts are in shop
        currency. Changes apply to new refunds.
      </p>
      {data.length === 0 && (
        <p className={classes.lead}>
          Limits appear here after a storefront has sent its first order.
        </p>
      )}
      {data.flatMap(({ shopCurrency, roles }) =>
        roles.map((role) => (
          <Section
            key={`${shopCurrency} ${role.role}`}
            title={`${role.role}, ${shopCurrency}`}
            aside={role.isStandard ? 'Default' : 'Customized'}
          >
            <LimitForm limits={role} shopCurrency={shopCurrency} />
            <ChangeHistory
              changes={role.changes.map(({ version, limits, ...change }) => ({
                ...change,
                key: version,
                value: limits ? Object.values(limits).join(' · ') : undefined,
              }))}
            />
          </Section>
        )),
      )}
    </>
  )
}
