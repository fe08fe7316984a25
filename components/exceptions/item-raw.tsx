'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { Copyable } from '@/components/copyable/copyable'
import { Facts } from '@/components/panel/facts'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { ExactTime, Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { isAllowed } from '@/server/domain/permissions'
import { deliveryPath, exceptionPath } from '@/server/domain/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './item-raw.module.css'

type Raw = inferRouterOutputs<AppRouter>['exceptionActions']['raw']

/** What engineers read: the error as it was recorded, the step, the vendors' answers, the message. */
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
      <VendorAnswers answers={data.answers} />
      <SameCause raw={data} />
    </>
  )
}

function RecordedError({ raw: { exception, steps, delivery } }: { raw: Raw }) {
  const step = steps.find((one) => one.step === exception.step)
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
          ['Step', step && `${step.step}, ${step.status}, ${step.attempts} attempts`],
          ['Step key', step && <Copyable value={step.idempotencyKey} what="idempotency key" />],
          ['Run id', step?.runId && <Copyable value={step.runId} what="run id" />],
          ['Message', delivery && <DeliveryLink delivery={delivery} />],
          ['Request id', delivery && <Copyable value={delivery.requestId} what="request id" />],
        ]}
      />
      <Json label="Error as it was recorded" value={exception.detail} isOpen />
      {step?.lastError && <Json label="Last error of the step" value={step.lastError} />}
      {step?.result && <Json label="Result of the step" value={step.result} />}
    </Section>
  )
}

function DeliveryLink({ delivery }: { delivery: NonNullable<Raw['delivery']> }) {
  return (
    <>
      <Link href={deliveryPath(delivery.id)}>{delivery.topic}</Link>, received{' '}
      <Time at={delivery.receivedAt} />
    </>
  )
}

function VendorAnswers({ answers }: { answers: Raw['answers'] }) {
  if (answers.length === 0) return null
  return (
    <Section title="What the payment service answered" aside={answers.length}>
      {answers.map((answer) => (
        <div key={answer.id} className={classes.answer}>
          <p>
            {answer.kind} {answer.status}
            {answer.errorCode && `, ${answer.errorCode}`}
            {answer.errorMessage && `: ${answer.errorMessage}`} · <ExactTime at={answer.at} />
          </p>
          <Json
            label={`Key ${answer.idempotencyKey}`}
            value={answer.raw ?? 'No answer was stored.'}
          />
        </div>
      ))}
    </Section>
  )
}

function SameCause({ raw: { sameCause } }: { raw: Raw }) {
  const total = sameCause[0]?.total ?? 0
  return (
    <Section title="Others with the same cause" aside={total}>
      {total === 0 && <Nothing>This is the only one so far.</Nothing>}
      <ul className={classes.others}>
        {sameCause.map(({ exceptionId, orderName, status, openedAt }) => (
          <li key={exceptionId}>
            <Link href={exceptionPath(exceptionId)}>{orderName ?? 'without an order'}</Link>{' '}
            {status.replace('_', ' ')}, <Time at={openedAt} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

type JsonProps = { label: string; value: unknown; isOpen?: boolean }

function Json({ label, value, isOpen = false }: JsonProps) {
  return (
    <details className={classes.json} open={isOpen}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  )
}
