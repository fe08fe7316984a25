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

/** A print preview of an order document. */
export function DocumentPage({ orderId, kind }: { orderId: string; kind: DocumentKind }) {
  const trpc = useTRPC()
  const [selectedPaper, setPaper] = useQueryState('paper', parseAsStringLiteral(PAPERS))
  const { data, error, refetch, isFetching } = useQuery(
    // Each load is recorded in the audit log, so there is no automatic refetch.
    trpc.documents.open.queryOptions(
      { orderId, kind },
      { staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  )
  if (error && !data)
    return <Failure title="Couldn't load this document" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={600} aria-busy />
  const paper =
    kind === 'label' || selectedPaper === 'label' || !selectedPaper ? data.paper : selectedPaper
  return (
    <main className={classes.desk} data-han={data.han} data-paper={paper}>
      <DocumentBar
        title={`${DOCUMENT_TITLES[kind]} ${data.orderName}`}
        orderId={orderId}
        paper={paper}
        onPaper={(next) => void setPaper(next)}
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
