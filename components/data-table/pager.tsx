import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import classes from './pager.module.css'

type Props = {
  /** What is on this page, e.g. "50 orders". */
  summary: string
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** Steps to the newer and the older page; the end that is reached is disabled. */
export function Pager({ summary, onPrevious, onNext }: Props) {
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span className={classes.summary}>{summary}</span>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={!onPrevious}
        onClick={onPrevious}
      >
        Newer
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={!onNext}
        onClick={onNext}
      >
        Older
      </Button>
    </nav>
  )
}
