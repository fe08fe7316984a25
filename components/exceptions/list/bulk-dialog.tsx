'use client'

import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { about, BULK_LABELS, exceptionsOf } from '@/components/bulk/bulk-labels'
import { useStartJob } from '@/components/bulk/use-start-job'
import { Money } from '@/components/money/money'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionBulkKind, ExceptionSelection } from '@/domain/bulk/bulk-jobs'
import { AssignForm } from '../forms/assign-form'
import { IgnoreForm } from '../forms/ignore-form'
import { NoteForm } from '../forms/note-form'
import classes from './bulk-dialog.module.css'

type Props = {
  /** Undefined: closed. */
  kind: ExceptionBulkKind | undefined
  selection: ExceptionSelection
  onClose: (isStarted: boolean) => void
}

/** What it comes to first, then what it needs; a press starts the job. */
export function BulkDialog({ kind, selection, onClose }: Props) {
  return (
    <Modal
      opened={kind !== undefined}
      onClose={() => onClose(false)}
      title={kind && `${BULK_LABELS[kind].verb} many`}
      size="md"
    >
      {kind && <Content kind={kind} selection={selection} onClose={onClose} />}
    </Modal>
  )
}

type ContentProps = Props & { kind: ExceptionBulkKind }

function Content({ kind, selection, onClose }: ContentProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    // The figures are of the moment at which the dialog opens.
    trpc.bulk.estimateExceptions.queryOptions({ kind, filter: selection }, { gcTime: 0 }),
  )
  const { start, isStarting } = useStartJob({ kind, filter: selection }, () => onClose(true))
  if (error)
    return (
      <Failure
        title="What it comes to could not be counted"
        query={{ error, refetch, isFetching }}
      />
    )
  if (!data) return <Skeleton height={120} aria-busy />
  if (data.total === 0) return <p>Nothing that is shown here is open any more.</p>
  return (
    <>
      <p className={classes.estimate}>
        <strong>{exceptionsOf(data.total)}</strong>, {about(data.seconds)}
        {data.lanes.length > 1 && (
          <span>
            {' '}
            ({data.lanes.map(({ lane, count }) => `${lane || 'no gateway'} ${count}`).join(', ')})
          </span>
        )}
      </p>
      {data.amounts.length > 0 && (
        <p className={classes.amounts}>
          {data.amounts.map(({ currency, minor }) => (
            <Money key={currency} minor={minor} currency={currency} />
          ))}
        </p>
      )}
      <PayloadForm kind={kind} total={data.total} isBusy={isStarting} onPayload={start} />
    </>
  )
}

type PayloadProps = {
  kind: ExceptionBulkKind
  total: number
  isBusy: boolean
  onPayload: (payload: Record<string, unknown>) => void
}

function PayloadForm({ kind, total, isBusy, onPayload }: PayloadProps) {
  const count = exceptionsOf(total)
  switch (kind) {
    case 'exceptions.assign':
      return (
        <AssignForm
          stage="staff"
          isBusy={isBusy}
          onAssign={(assigneeId) => onPayload({ assigneeId })}
        />
      )
    case 'exceptions.ignore':
      return (
        <IgnoreForm
          hasOrder
          isBusy={isBusy}
          onIgnore={({ reason, until }) =>
            onPayload({ reason, until: until?.toISOString() ?? null })
          }
        />
      )
    case 'exceptions.escalate':
      return (
        <NoteForm
          label="What should the engineers know?"
          button={`Escalate ${count}`}
          isBusy={isBusy}
          onNote={(note) => onPayload({ note })}
        />
      )
    case 'exceptions.retry':
      return (
        <NoteForm
          label="Why now?"
          button={`Retry ${count}`}
          maxLength={500}
          isBusy={isBusy}
          onNote={(reason) => onPayload({ reason })}
        />
      )
  }
}
