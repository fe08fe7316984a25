'use client'

import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { approximateDuration, BULK_LABELS, countExceptions } from '@/components/bulk/bulk-labels'
import { useStartJob } from '@/components/bulk/use-start-job'
import { Money } from '@/components/money/money'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionBulkAction, ExceptionSelection } from '@/domain/bulk/bulk-jobs'
import { AssignForm } from '../forms/assign-form'
import { IgnoreForm } from '../forms/ignore-form'
import { NoteForm } from '../forms/note-form'
import classes from './bulk-dialog.module.css'

type Props = {
  /** Undefined: closed. */
  kind: ExceptionBulkAction | undefined
  selection: ExceptionSelection
  onClose: (isStarted: boolean) => void
}

/** Shows the estimate of a bulk action and its form. Submitting the form starts the job. */
export function BulkDialog({ kind, selection, onClose }: Props) {
  return (
    <Modal
      opened={kind !== undefined}
      onClose={() => onClose(false)}
      title={kind && `${BULK_LABELS[kind].verb} exceptions`}
      size="md"
    >
      {kind && <Content kind={kind} selection={selection} onClose={onClose} />}
    </Modal>
  )
}

type ContentProps = Props & { kind: ExceptionBulkAction }

function Content({ kind, selection, onClose }: ContentProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    // Never served from the cache: the estimate is made when the dialog opens.
    trpc.bulk.estimateExceptions.queryOptions({ kind, filter: selection }, { gcTime: 0 }),
  )
  const start = useStartJob({ kind, filter: selection }, () => onClose(true))
  if (error)
    return <Failure title="Couldn't estimate this action" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={120} aria-busy />
  if (data.total === 0) return <p>No open exceptions match. They may have been resolved already.</p>
  return (
    <>
      <p className={classes.estimate}>
        <strong>{countExceptions(data.total)}</strong>, {approximateDuration(data.seconds)}
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
      <PayloadForm kind={kind} total={data.total} onPayload={start} />
    </>
  )
}

type PayloadProps = {
  kind: ExceptionBulkAction
  total: number
  onPayload: (payload: Record<string, unknown>) => Promise<unknown>
}

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null

function PayloadForm({ kind, total, onPayload }: PayloadProps) {
  const count = countExceptions(total)
  switch (kind) {
    case 'exceptions.assign':
      return <AssignForm stage="staff" onAssign={(assigneeId) => onPayload({ assigneeId })} />
    case 'exceptions.ignore':
      return (
        <IgnoreForm
          hasOrder
          onIgnore={({ reason, until }) => onPayload({ reason, until: isoOrNull(until) })}
        />
      )
    case 'exceptions.escalate':
      return (
        <NoteForm
          label="Note for engineering"
          button={`Escalate ${count}`}
          onNote={(note) => onPayload({ note })}
        />
      )
    case 'exceptions.retry':
      return (
        <NoteForm
          label="Reason"
          button={`Retry ${count}`}
          maxLength={500}
          onNote={(reason) => onPayload({ reason })}
        />
      )
  }
}
