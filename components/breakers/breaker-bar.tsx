'use client'

import { notifications } from '@mantine/notifications'
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import strips from '@/components/panel/strips.module.css'
import { useReasonAgainst } from '@/components/shell/viewer'
import { shortTime } from '@/components/time/relative-time'
import { Countdown } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import type { AppRouter } from '@/server/trpc/router'
import classes from './breaker-bar.module.css'

type Breaker = inferRouterOutputs<AppRouter>['breakers']['troubled'][number]

const FAST_MS = 2000
const SLOW_MS = 15_000
const HALF_DAY_MS = 12 * 60 * 60_000

/** Lists the vendors that are down, with the queued orders; renders nothing while all are available. */
export function BreakerBar() {
  const trpc = useTRPC()
  const { data: breakers = [] } = useQuery(
    trpc.breakers.troubled.queryOptions(undefined, {
      refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? FAST_MS : SLOW_MS),
    }),
  )
  if (breakers.length === 0) return null
  return (
    <ul className={strips.strips} aria-label="Unavailable services">
      {breakers.map((breaker) => (
        <li
          key={breaker.key}
          className={`${strips.strip} ${classes.bar}`}
          data-state={breaker.state}
        >
          <IconPlugConnectedX size={18} aria-hidden />
          <span className={`${strips.text} ${classes.text}`}>
            <BreakerStatus breaker={breaker} />
          </span>
          {breaker.state === 'open' && <ProbeNow breaker={breaker} />}
        </li>
      ))}
    </ul>
  )
}

function BreakerStatus({ breaker }: { breaker: Breaker }) {
  const { locale, timeZone } = useViewerLocale()
  const { name, state, downSince, nextProbeAt, waiting, secondsLeft } = breaker
  const count = new Intl.NumberFormat(locale).format(waiting)
  const orders = waiting === 1 ? '1 order is waiting' : `${count} orders are waiting`
  if (state === 'draining')
    return (
      <>
        <strong>{name} has recovered.</strong>{' '}
        {waiting > 0 &&
          `${orders} and will be retried automatically, about ${Math.ceil(secondsLeft)} s left.`}
      </>
    )
  const since = downSince && outageStart(downSince.getTime(), Date.now(), locale, timeZone)
  return (
    <>
      <strong suppressHydrationWarning>
        {name} is down{since && ` since ${since}`}.
      </strong>{' '}
      {orders}. Calls are paused. {state === 'probing' && 'Checking now.'}
      {state === 'open' && nextProbeAt && (
        <>
          Next check <Countdown to={nextProbeAt} />.
        </>
      )}
    </>
  )
}

/** Returns the start of an outage: only the time of day within the last 12 hours. */
function outageStart(at: number, now: number, locale: string, timeZone: string): string {
  if (now - at > HALF_DAY_MS) return shortTime(at, now, locale, timeZone)
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    at,
  )
}

function ProbeNow({ breaker: { key, name } }: { breaker: Breaker }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const reasonAgainst = useReasonAgainst('exceptions.bulk')
  const { mutate, isPending } = useMutation(
    trpc.breakers.probeNow.mutationOptions({
      onError: ({ message }) =>
        void notifications.show({ title: `Couldn't check ${name}`, message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.breakers.pathKey() }),
    }),
  )
  return (
    <ReasonedButton
      variant="default"
      icon={<IconRefresh size={16} aria-hidden />}
      reasonAgainst={reasonAgainst}
      isBusy={isPending}
      onClick={() => mutate({ key })}
    >
      Check {name} now
    </ReasonedButton>
  )
}
