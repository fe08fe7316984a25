'use client'

import { Section } from '@/components/panel/section'
import { actorLabel } from '@/components/status/actor-label'
import { Time } from '@/components/time/time'
import { historySentence } from '@/domain/events/history-sentences'
import type { ItemData } from './item-data'
import classes from './item-page.module.css'

/** Renders every change of the exception with its actor, newest first. */
export function ItemHistory({ data: { events } }: { data: ItemData }) {
  return (
    <Section title="History" aside={events.length}>
      <ol className={classes.events}>
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <span>{historySentence(event)}</span>
            <span className={classes.soft}>
              <Time at={event.at} />
            </span>
            <span className={`${classes.soft} ${classes.whole}`}>{actorLabel(event)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
