'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconPrinter } from '@tabler/icons-react'
import Link from 'next/link'
import { PAPERS, type Paper } from '@/domain/documents/document-kind'
import { orderPath } from '@/paths/routes'
import classes from './document-page.module.css'

type Props = { title: string; orderId: string; paper: Paper; onPaper: (paper: Paper) => void }

const CHOICES = [
  { value: 'a4', label: 'A4' },
  { value: 'letter', label: 'Letter' },
]

/** Stays on the screen: back to the order, what it is printed on, print. */
export function DocumentBar({ title, orderId, paper, onPaper }: Props) {
  const choose = (value: string) => {
    const next = PAPERS.find((known) => known === value)
    if (next) onPaper(next)
  }
  return (
    <header className={classes.bar}>
      <Link className={classes.back} href={orderPath(orderId)} prefetch={false}>
        <IconChevronLeft size={16} aria-hidden /> Order
      </Link>
      <h1>{title}</h1>
      {paper === 'label' ? (
        <span className={classes.size}>4 × 6 inch</span>
      ) : (
        <SegmentedControl aria-label="Paper" data={CHOICES} value={paper} onChange={choose} />
      )}
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
        title="A browser saves it as PDF as well"
      >
        Print
      </Button>
    </header>
  )
}
