'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { IconBuildingStore, IconRobot, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { actorLabel } from '@/components/status/actor-label'
import { Time } from '@/components/time/time'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { timelineSentence } from '@/domain/events/sentences'
import type { OrderData, TimelineEvent } from '../order-data'
import classes from './timeline.module.css'
import { isAboutMoney, isFailure, type TimelineGroup, timelineGroup } from './timeline-groups'
import { useOlderEvents } from './use-older-events'

const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'people', label: 'People' },
  { value: 'steps', label: 'Steps' },
  { value: 'storefront', label: 'Storefront' },
  { value: 'money', label: 'Money' },
]

const ICONS: Record<TimelineGroup, typeof IconUser> = {
  people: IconUser,
  steps: IconRobot,
  storefront: IconBuildingStore,
}

/** Renders the order's events, newest first. */
export function Timeline({ data }: { data: OrderData }) {
  const [filter, setFilter] = useState('all')
  const { events, hasOlder, loadOlder, isLoading } = useOlderEvents(data)
  const shown = events.filter((event) => isShown(event, filter))
  return (
    <Section
      title="Timeline"
      aside={
        <SegmentedControl
          size="xs"
          data={FILTERS}
          value={filter}
          onChange={setFilter}
          aria-label="Filter timeline"
        />
      }
    >
      {shown.length === 0 && <Nothing>No events of this type.</Nothing>}
      <ol className={classes.events}>
        {shown.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
      {hasOlder && (
        <Button variant="default" onClick={loadOlder} loading={isLoading} mt="md">
          Show older events
        </Button>
      )}
    </Section>
  )
}

function isShown(event: TimelineEvent, filter: string): boolean {
  if (filter === 'money') return isAboutMoney(event)
  return filter === 'all' || timelineGroup(event) === filter
}

function Entry({ event }: { event: TimelineEvent }) {
  const { locale } = useViewerLocale()
  const Icon = ICONS[timelineGroup(event)]
  return (
    <li className={classes.event} data-trouble={isFailure(event) || undefined}>
      <span className={classes.icon} aria-hidden>
        <Icon size={14} stroke={1.8} />
      </span>
      <span className={classes.sentence} suppressHydrationWarning>
        {timelineSentence(event, locale)}
      </span>
      <span className={classes.actor}>{actorLabel(event)}</span>
      <span className={classes.at}>
        <Time at={event.at} />
      </span>
    </li>
  )
}
