import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import classes from './pager.module.css'

type Props = {
  /** What is on this page, e.g. "50 orders". */
  summary: string
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  /** Where pages are not turned by age. */
  labels?: { previous: string; next: string }
}

const BY_AGE = { previous: 'Newer', next: 'Older' }

/** Steps to the page before and the one after; the end that is reached is disabled. */
export function Pager({ summary, onPrevious, onNext, labels = BY_AGE }: Props) {
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span className={classes.summary}>{summary}</span>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={!onPrevious}
        onClick={onPrevious}
      >
        {labels.previous}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={!onNext}
        onClick={onNext}
      >
        {labels.next}
      </Button>
    </nav>
  )
}
