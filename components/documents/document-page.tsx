'use client'

import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { DOCUMENT_TITLES, type DocumentKind, PAPERS } from '@/domain/documents/document-kind'
import { BillSheet } from './bill-sheet'
import { CustomsSheets } from './customs-sheets'
import { DocumentBar } from './document-bar'
import classes from './document-page.module.css'
import { LabelSheets } from './label-sheets'
import type { PrintDocument } from './print-document'
import { SlipSheets } from './slip-sheets'

/** A paper of an order on the screen as it will leave the printer. */
export function DocumentPage({ orderId, kind }: { orderId: string; kind: DocumentKind }) {
  const trpc = useTRPC()
  const [chosen, choosePaper] = useQueryState('paper', parseAsStringLiteral(PAPERS))
  const { data, error, refetch, isFetching } = useQuery(
    // Each reading is noted: what is on the screen is not read again by itself.
    trpc.documents.open.queryOptions(
      { orderId, kind },
      { staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  )
  if (error && !data)
    return <Failure title="This document cannot be made" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={600} aria-busy />
  const paper = kind === 'label' || chosen === 'label' || !chosen ? data.paper : chosen
  return (
    <main className={classes.desk} data-han={data.han} data-paper={paper}>
      <DocumentBar
        title={`${DOCUMENT_TITLES[kind]} ${data.orderName}`}
        orderId={orderId}
        paper={paper}
        onPaper={(next) => void choosePaper(next)}
      />
      <article
        className={classes.document}
        aria-label={data.title}
        lang={data.locale}
        dir={data.direction}
      >
        <Sheets document={data} />
      </article>
    </main>
  )
}

function Sheets({ document }: { document: PrintDocument }) {
  switch (document.kind) {
    case 'invoice':
    case 'receipt':
      return <BillSheet document={document} />
    case 'packing-slip':
      return <SlipSheets document={document} />
    case 'label':
      return <LabelSheets document={document} />
    case 'customs':
      return <CustomsSheets document={document} />
  }
}
