import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import classes from './pager.module.css'

type Props = {
  /** The number of rows, e.g. "50 orders on this page". */
  summary: string
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  /** Button labels for lists that are not sorted by age. */
  labels?: { previous: string; next: string }
}

const BY_AGE = { previous: 'Newer', next: 'Older' }

/** Previous and next page buttons, disabled at either end. */
export function Pager({ summary, onPrevious, onNext, labels = BY_AGE }: Props) {
  return (
    <nav className={classes.pager} aria-label="Pagination">
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
