'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useRefresh } from '@/components/bulk/use-refresh'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import classes from './use-triage.module.css'

/** The triage state of an exception, as the triage bar shows it. */
export type TriageState = inferRouterOutputs<AppRouter>['exceptions']['triage']
type Triaged = inferRouterOutputs<AppRouter>['exceptions']['assignToMe']

const UNDO_MS = 10_000

/** Returns the triage mutations. Each shows its result and, where possible, an undo button. */
export function useTriage() {
  const trpc = useTRPC()
  const refresh = useRefresh()
  const onError = ({ message }: { message: string }) =>
    void notifications.show({ title: "Couldn't update the exception", message, color: 'red' })
  const shared = { onError, onSettled: refresh }
  const notified = (message: string) => ({ ...shared, onSuccess: () => notify(message) })

  const undo = useMutation(trpc.exceptions.undo.mutationOptions(notified('Change undone')))
  const undoable = (message: string) => ({
    ...shared,
    onSuccess: ({ exceptionId, version }: Triaged) =>
      notifyWithUndo(message, () => undo.mutate({ exceptionId, version })),
  })
  return {
    assignToMe: useMutation(
      trpc.exceptions.assignToMe.mutationOptions(undoable('Assigned to you')),
    ),
    assign: useMutation(trpc.exceptions.assign.mutationOptions(undoable('Assigned'))),
    unassign: useMutation(trpc.exceptions.unassign.mutationOptions(undoable('Unassigned'))),
    snooze: useMutation(trpc.exceptions.snooze.mutationOptions(undoable('Snoozed'))),
    ignore: useMutation(trpc.exceptions.ignore.mutationOptions(undoable('Ignored'))),
    escalate: useMutation(
      trpc.exceptions.escalate.mutationOptions(notified('Escalated to engineering')),
    ),
    returnToStaff: useMutation(
      trpc.exceptions.returnToStaff.mutationOptions(notified('Returned to staff')),
    ),
    retry: useMutation(trpc.exceptions.retry.mutationOptions(notified('Retry started'))),
  }
}

function notify(message: string): void {
  notifications.show({ message, color: 'accent' })
}

function notifyWithUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    color: 'accent',
    autoClose: UNDO_MS,
    message: (
      <span className={classes.message}>
        {message}
        <Button
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          Undo
        </Button>
      </span>
    ),
  })
}
