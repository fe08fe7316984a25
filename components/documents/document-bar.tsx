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

/** The toolbar, not printed: back to the order, paper size and print button. */
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
        <SegmentedControl aria-label="Paper size" data={CHOICES} value={paper} onChange={choose} />
      )}
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
        title="Print or save as PDF"
      >
        Print
      </Button>
    </header>
  )
}
