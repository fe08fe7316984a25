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
import { VendorAnswers, VendorCalls } from './item-calls'
import { ItemJson } from './item-json'
import classes from './item-raw.module.css'

type Raw = inferRouterOutputs<AppRouter>['exceptionActions']['raw']

/** What engineers read: error, step, run, what was said to vendors, the message, who shares the cause. */
export function ItemRaw({ exceptionId }: { exceptionId: string }) {
  const trpc = useTRPC()
  const isEngineer = isAllowed(useViewer().role, 'exceptions.engineer')
  const { data, error } = useQuery(
    trpc.exceptionActions.raw.queryOptions({ exceptionId }, { enabled: isEngineer }),
  )
  if (!isEngineer) return null
  if (!data)
    return (
      <Section title="For engineers">
        <Nothing>{error ? error.message : 'Loading …'}</Nothing>
      </Section>
    )
  return (
    <>
      <RecordedError raw={data} />
      <StepFacts raw={data} />
      <VendorCalls calls={data.calls} />
      <VendorAnswers answers={data.answers} />
      <SameCause raw={data} />
    </>
  )
}

function RecordedError({ raw: { exception, run, webhook, firstSeen, version } }: { raw: Raw }) {
  return (
    <Section title="For engineers">
      <Facts
        facts={[
          ['Message', exception.message],
          [
            'Fingerprint',
            <Copyable key="print" value={exception.fingerprint} what="fingerprint" />,
          ],
          ['Exception id', <Copyable key="id" value={exception.id} what="exception id" />],
          ['First seen', firstSeen && <FirstSeen key="first" firstSeen={firstSeen} />],
          ['Opened by version', exception.openedVersion],
          ['Runs here now', version],
          ['Run id', run && <RunLink run={run} />],
          ['Storefront message', webhook && <WebhookLink webhook={webhook} />],
          ['Request id', webhook && <Copyable value={webhook.requestId} what="request id" />],
        ]}
      />
      <ItemJson label="Error as it was recorded" value={exception.detail} isOpen />
      {webhook && <Payload webhookId={webhook.id} />}
    </Section>
  )
}

function FirstSeen({ firstSeen }: { firstSeen: NonNullable<Raw['firstSeen']> }) {
  return (
    <>
      <ExactTime at={firstSeen.at} />
      {firstSeen.version && `, in version ${firstSeen.version}`}
    </>
  )
}

function RunLink({ run }: { run: NonNullable<Raw['run']> }) {
  return (
    <>
      <Copyable value={run.id} what="run id" />
      {run.url && (
        <>
          {' '}
          <a href={run.url} target="_blank" rel="noreferrer">
            Open in the engine’s dashboard
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

/** The message as the storefront sent it, fetched once somebody unfolds it. */
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
      <summary>Payload of the storefront message</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <pre tabIndex={0}>{data ? prettyJson(data.text) : (error?.message ?? 'Loading …')}</pre>
    </details>
  )
}

function StepFacts({ raw: { step, input } }: { raw: Raw }) {
  if (!step) return null
  return (
    <Section title="The step">
      <Facts
        facts={[
          ['Step', `${step.step}, ${step.status}, ${step.attempts} attempts`],
          ['Step key', <Copyable key="key" value={step.idempotencyKey} what="idempotency key" />],
          ['Started', step.startedAt && <ExactTime key="started" at={step.startedAt} />],
          ['Finished', step.finishedAt && <ExactTime key="finished" at={step.finishedAt} />],
        ]}
      />
      <ItemJson label="Input of the step" value={input} />
      <ItemJson label="Output of the step" value={step.result} />
      <ItemJson label="Last error of the step" value={step.lastError} />
    </Section>
  )
}

function SameCause({ raw: { sameCause } }: { raw: Raw }) {
  const { others, total, isMore } = sameCause
  return (
    <Section title="Others with the same cause" aside={isMore ? `${total}+` : total}>
      {total === 0 && <Nothing>This is the only one so far.</Nothing>}
      <ul className={classes.others}>
        {others.map(({ exceptionId, orderName, status, openedAt }) => (
          <li key={exceptionId}>
            <Link href={exceptionPath(exceptionId)}>{orderName ?? 'without an order'}</Link>{' '}
            {status.replace('_', ' ')}, <Time at={openedAt} />
          </li>
        ))}
      </ul>
      {total > others.length && (
        <Nothing>
          The newest {others.length} are shown; the inbox lists those that are open.
        </Nothing>
      )}
    </Section>
  )
}
