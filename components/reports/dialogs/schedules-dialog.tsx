'use client'

import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import type { ReportPage } from '@/domain/reports/report-pages'
import classes from './dialogs.module.css'
import { ScheduleForm } from './schedule-form'
import { type Schedule, scheduleSummary } from './schedule-labels'

const POLL_MS = 2000

type Props = { page: ReportPage; saved: string; onClose: () => void }

/** The viewer's scheduled emails with the status of the latest one, and a form to add a schedule. */
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
      title="Scheduled emails"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {schedules.length === 0 ? (
        <p className={classes.nothing}>No scheduled emails yet. Schedule a saved report below.</p>
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

function useScheduleActions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onSettled: () =>
      queries.invalidateQueries({ queryKey: trpc.reportSettings.schedules.pathKey() }),
  }
  return {
    send: useMutation(trpc.reportSettings.sendMail.mutationOptions(options)),
    remove: useMutation(trpc.reportSettings.unschedule.mutationOptions(options)),
  }
}

function ScheduleLine({ schedule }: { schedule: Schedule }) {
  const { send, remove } = useScheduleActions()
  const { id, viewName, lastMail } = schedule
  const error = send.error ?? remove.error
  return (
    <li aria-label={viewName}>
      <div>
        <strong>
          <bdi>{viewName}</bdi>
        </strong>
        <p>{scheduleSummary(schedule)}</p>
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
          {lastMail?.status === 'failed' ? 'Try again' : 'Send now'}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          loading={remove.isPending}
          onClick={() => remove.mutate({ scheduleId: id })}
          aria-label={`Delete schedule ${viewName}`}
        >
          Delete schedule
        </Button>
      </div>
    </li>
  )
}

function LastMail({ mail }: { mail: Schedule['lastMail'] }) {
  if (!mail) return <p>Not sent yet</p>
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
          Failed {at}: {reason}
        </p>
      )
    default:
      return <p>Sending…{reason && ` Last attempt failed: ${reason}`}</p>
  }
}
