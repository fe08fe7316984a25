'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { useState } from 'react'
import { Copyable } from '@/components/copyable/copyable'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { ExactTime, Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { isAllowed } from '@/domain/staff/permissions'
import { prettyJson } from '@/domain/text/pretty-json'
import { exceptionPath, webhookPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { ProviderResponses, VendorCalls } from './item-calls'
import { ItemJson } from './item-json'
import classes from './item-raw.module.css'

type Raw = inferRouterOutputs<AppRouter>['exceptionActions']['raw']

/** Renders the technical details for engineers: error, step, run, vendor calls, webhook, same cause. */
export function ItemRaw({ exceptionId }: { exceptionId: string }) {
  const trpc = useTRPC()
  const isEngineer = isAllowed(useViewer().role, 'exceptions.engineer')
  const { data, error } = useQuery(
    trpc.exceptionActions.raw.queryOptions({ exceptionId }, { enabled: isEngineer }),
  )
  if (!isEngineer) return null
  if (!data)
    return (
      <Section title="Technical details">
        <Nothing>{error ? error.message : 'Loading…'}</Nothing>
      </Section>
    )
  return (
    <>
      <RecordedError raw={data} />
      <StepFacts raw={data} />
      <VendorCalls calls={data.calls} />
      <ProviderResponses responses={data.answers} />
      <SameCause raw={data} />
    </>
  )
}

function RecordedError({ raw: { exception, run, webhook, firstSeen, version } }: { raw: Raw }) {
  return (
    <Section title="Technical details">
      <Facts
        facts={[
          ['Message', exception.message],
          [
            'Fingerprint',
            <Copyable key="print" value={exception.fingerprint} what="fingerprint" />,
          ],
          ['Exception ID', <Copyable key="id" value={exception.id} what="exception ID" />],
          ['First seen', firstSeen && <FirstSeen key="first" firstSeen={firstSeen} />],
          ['Opened in version', exception.openedVersion],
          ['Current version', version],
          ['Run ID', run && <RunLink run={run} />],
          ['Webhook', webhook && <WebhookLink webhook={webhook} />],
          ['Request ID', webhook && <Copyable value={webhook.requestId} what="request ID" />],
        ]}
      />
      <ItemJson label="Recorded error" value={exception.detail} isOpen />
      {webhook && <Payload webhookId={webhook.id} />}
    </Section>
  )
}

function FirstSeen({ firstSeen }: { firstSeen: NonNullable<Raw['firstSeen']> }) {
  return (
    <>
      <ExactTime at={firstSeen.at} />
      {firstSeen.version && `, version ${firstSeen.version}`}
    </>
  )
}

function RunLink({ run }: { run: NonNullable<Raw['run']> }) {
  return (
    <>
      <Copyable value={run.id} what="run ID" />
      {run.url && (
        <>
          {' '}
          <a href={run.url} target="_blank" rel="noreferrer">
            Open in engine dashboard
          </a>
        </>
      )}
    </>
  )
}

function WebhookLink({ webhook }: { webhook: NonNullable<Raw['webhook']> }) {
  return (
    <>
      <Link href={webhookPath(webhook.id)}>{webhook.topic}</Link>, received{' '}
      <Time at={webhook.receivedAt} />
    </>
  )
}

/** Renders the raw webhook payload, fetched when expanded. */
function Payload({ webhookId }: { webhookId: string }) {
  const trpc = useTRPC()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery(
    trpc.webhooks.get.queryOptions({ webhookId }, { enabled: isOpen }),
  )
  return (
    <details
      className={classes.json}
      onToggle={(event) => event.currentTarget.open && setOpen(true)}
    >
      <summary>Webhook payload</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable, so it must be focusable. */}
      <pre tabIndex={0}>{data ? prettyJson(data.text) : (error?.message ?? 'Loading…')}</pre>
    </details>
  )
}

function StepFacts({ raw: { step, input } }: { raw: Raw }) {
  if (!step) return null
  return (
    <Section title="Step">
      <Facts
        facts={[
          ['Step', `${step.step}, ${step.status}, ${step.attempts} attempts`],
          [
            'Idempotency key',
            <Copyable key="key" value={step.idempotencyKey} what="idempotency key" />,
          ],
          ['Started', step.startedAt && <ExactTime key="started" at={step.startedAt} />],
          ['Finished', step.finishedAt && <ExactTime key="finished" at={step.finishedAt} />],
        ]}
      />
      <ItemJson label="Step input" value={input} />
      <ItemJson label="Step output" value={step.result} />
      <ItemJson label="Last step error" value={step.lastError} />
    </Section>
  )
}

function SameCause({ raw: { sameCause } }: { raw: Raw }) {
  const { others, total, isMore } = sameCause
  return (
    <Section title="Exceptions with the same cause" aside={isMore ? `${total}+` : total}>
      {total === 0 && <Nothing>No other exceptions have this cause.</Nothing>}
      <ul className={classes.others}>
        {others.map(({ exceptionId, orderName, status, openedAt }) => (
          <li key={exceptionId}>
            <Link href={exceptionPath(exceptionId)}>{orderName ?? 'No order'}</Link>{' '}
            {status.replace('_', ' ')}, <Time at={openedAt} />
          </li>
        ))}
      </ul>
      {total > others.length && (
        <Nothing>Showing the newest {others.length}. The inbox lists all open exceptions.</Nothing>
      )}
    </Section>
  )
}
