'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useRefresh } from '@/components/bulk/use-refresh'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import classes from './use-triage.module.css'

/** How an exception stands, as the triage bar shows it. */
export type TriageState = inferRouterOutputs<AppRouter>['exceptions']['triage']
type Triaged = inferRouterOutputs<AppRouter>['exceptions']['take']

const UNDO_MS = 10_000

/** What people do with an exception; each says what became of it and, where it can, offers to undo. */
export function useTriage() {
  const trpc = useTRPC()
  const refresh = useRefresh()
  const onError = ({ message }: { message: string }) =>
    void notifications.show({ title: 'Nothing was changed', message, color: 'red' })
  const rest = { onError, onSettled: refresh }
  const told = (message: string) => ({ ...rest, onSuccess: () => tell(message) })

  const undo = useMutation(trpc.exceptions.undo.mutationOptions(told('It is as it was before.')))
  const undoable = (message: string) => ({
    ...rest,
    onSuccess: ({ exceptionId, version }: Triaged) =>
      tellWithUndo(message, () => undo.mutate({ exceptionId, version })),
  })
  return {
    take: useMutation(trpc.exceptions.take.mutationOptions(undoable('It is yours now.'))),
    assign: useMutation(trpc.exceptions.assign.mutationOptions(undoable('It is assigned.'))),
    putBack: useMutation(trpc.exceptions.putBack.mutationOptions(undoable('It is put back.'))),
    wait: useMutation(trpc.exceptions.wait.mutationOptions(undoable('It waits.'))),
    ignore: useMutation(trpc.exceptions.ignore.mutationOptions(undoable('It is ignored.'))),
    escalate: useMutation(trpc.exceptions.escalate.mutationOptions(told('The engineers have it.'))),
    handBack: useMutation(trpc.exceptions.handBack.mutationOptions(told('Staff have it again.'))),
    retry: useMutation(trpc.exceptions.retry.mutationOptions(told('It is tried again now.'))),
  }
}

function tell(message: string): void {
  notifications.show({ message, color: 'accent' })
}

function tellWithUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    color: 'accent',
    autoClose: UNDO_MS,
    message: (
      <span className={classes.told}>
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
