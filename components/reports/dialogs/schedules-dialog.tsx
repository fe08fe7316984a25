'use client'

import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import type { ReportPage } from '@/domain/reports/report-pages'
import classes from './dialogs.module.css'
import { ScheduleForm } from './schedule-form'
import { rhythmLabels, type Schedule } from './schedule-labels'

const POLL_MS = 2000

type Props = { page: ReportPage; saved: string; onClose: () => void }

/** The reports that this person gets by email, what became of the latest of each, and one more. */
export function SchedulesDialog({ page, saved, onClose }: Props) {
  const trpc = useTRPC()
  const { data: schedules = [] } = useQuery(
    trpc.reportSettings.schedules.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Reports by email"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {schedules.length === 0 ? (
        <p className={classes.nothing}>You get no report by email yet.</p>
      ) : (
        <ul className={classes.list}>
          {schedules.map((schedule) => (
            <ScheduleLine key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
      <ScheduleForm page={page} saved={saved} />
    </Modal>
  )
}

function ScheduleLine({ schedule }: { schedule: Schedule }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onSettled: () =>
      queries.invalidateQueries({ queryKey: trpc.reportSettings.schedules.pathKey() }),
  }
  const send = useMutation(trpc.reportSettings.sendMail.mutationOptions(options))
  const remove = useMutation(trpc.reportSettings.unschedule.mutationOptions(options))
  const { id, viewName, lastMail } = schedule
  const error = send.error ?? remove.error
  return (
    <li aria-label={viewName}>
      <div>
        <strong>
          <bdi>{viewName}</bdi>
        </strong>
        <p>{rhythmLabels(schedule)}</p>
        <LastMail mail={lastMail} />
        {error && <p role="alert">{error.message}</p>}
      </div>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="compact-sm"
          loading={send.isPending}
          onClick={() => send.mutate({ scheduleId: id })}
        >
          {lastMail?.status === 'failed' ? 'Try again' : 'Send one now'}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          loading={remove.isPending}
          onClick={() => remove.mutate({ scheduleId: id })}
          aria-label={`End ${viewName}`}
        >
          End it
        </Button>
      </div>
    </li>
  )
}

function LastMail({ mail }: { mail: Schedule['lastMail'] }) {
  if (!mail) return <p>Nothing was sent yet.</p>
  const { status, reason, settledAt, createdAt } = mail
  const at = <Time at={settledAt ?? createdAt} />
  switch (status) {
    case 'sent':
      return <p>Sent {at}</p>
    case 'skipped':
      return (
        <p>
          Not sent {at}: {reason}
        </p>
      )
    case 'failed':
      return (
        <p className={classes.trouble}>
          Not delivered {at}: {reason}
        </p>
      )
    default:
      return <p>On its way{reason && `; the last try failed: ${reason}`}</p>
  }
}
