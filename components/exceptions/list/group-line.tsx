'use client'

import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { inferRouterOutputs } from '@trpc/server'
import { useEffect, useRef } from 'react'
import { Money } from '@/components/money/money'
import { StatusBadge } from '@/components/status/status-badge'
import { Countdown, Time } from '@/components/time/time'
import { causeTitle } from '@/domain/exception/exception-title'
import { atStep } from '@/domain/pipeline/pipeline-steps'
import type { AppRouter } from '@/server/trpc/router'
import { SEVERITY_LABELS, STAGE_LABELS } from '../exception-labels'
import { DueLabel } from './due-label'
import classes from './group-line.module.css'

export type Group = inferRouterOutputs<AppRouter>['exceptions']['groups']['rows'][number]

const MAX_CURRENCIES = 2

type Props = { group: Group; isOpen: boolean; onToggle: () => void }

/** Renders one group of exceptions: its cause, count, amounts, severity and oldest exception. */
export function GroupLine({ group, isOpen, onToggle }: Props) {
  const { count, retrying, amounts, severity, stage, step, oldestAt } = group
  const line = useRef<HTMLButtonElement>(null)
  // A link may open a group below the visible part of the page.
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <UnstyledButton
      ref={line}
      className={classes.line}
      aria-expanded={isOpen}
      data-row-link
      onClick={onToggle}
    >
      <IconChevronRight size={16} aria-hidden className={classes.mark} />
      <span className={classes.title}>
        {causeTitle(group)}
        <span className={classes.where}>{atStep(step)}</span>
      </span>
      <span className={classes.count}>{count}</span>
      <Amounts amounts={amounts} />
      <span className={classes.severity}>
        <StatusBadge status={SEVERITY_LABELS[severity]} />
      </span>
      <span className={classes.stage}>
        {retrying === count ? 'Retrying automatically' : STAGE_LABELS[stage]}
      </span>
      <Due group={group} />
      <span className={classes.oldest}>
        oldest <Time at={oldestAt} />
      </span>
    </UnstyledButton>
  )
}

function Amounts({ amounts }: Pick<Group, 'amounts'>) {
  const hiddenCount = amounts.length - MAX_CURRENCIES
  return (
    <span className={classes.money}>
      {amounts.slice(0, MAX_CURRENCIES).map(({ currency, minor }) => (
        <Money key={currency} minor={minor} currency={currency} />
      ))}
      {hiddenCount > 0 && <span className={classes.where}>+{hiddenCount}</span>}
    </span>
  )
}

/** Renders the earliest due date of the group; without one, the next attempt. */
function Due({ group: { dueAt, nextAttemptAt } }: { group: Group }) {
  return (
    <span className={classes.due}>
      {dueAt && <DueLabel dueAt={dueAt} />}
      {!dueAt && nextAttemptAt && (
        <>
          next <Countdown to={nextAttemptAt} />
        </>
      )}
    </span>
  )
}
