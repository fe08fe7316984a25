'use client'

import { Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { Markdown } from '@/components/markdown/markdown'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import { FormError } from '../form-error'
import classes from '../settings.module.css'

type Playbook = inferRouterOutputs<AppRouter>['kindSettings']['playbook']

/** Edits a kind's playbook in Markdown, with a preview. */
export function PlaybookForm({ playbook }: { playbook: Playbook }) {
  const { kind, version: seenVersion, isDefault } = playbook
  const [body, setBody] = useState(playbook.body)
  const reasonAgainst = useReasonAgainst('exceptions.configure')
  const { mutate, isPending, error } = useSavePlaybook()
  if (reasonAgainst) return <Markdown>{playbook.body}</Markdown>
  const isUnchanged = body.trim() === playbook.body.trim()
  return (
    <form
      className={classes.form}
      aria-label="Playbook"
      onSubmit={(event) => event.preventDefault()}
    >
      <BodyField value={body} onChange={setBody} />
      <div className={classes.preview}>
        <Markdown>{body}</Markdown>
      </div>
      <FormError message={error?.message} />
      <div className={classes.row}>
        <ReasonedButton
          reasonAgainst={isUnchanged ? 'No changes to save' : undefined}
          isBusy={isPending}
          onClick={() => mutate({ kind, seenVersion, body })}
        >
          Save playbook
        </ReasonedButton>
        {!isDefault && (
          <Button
            variant="default"
            disabled={isPending}
            onClick={() => mutate({ kind, seenVersion, body: null })}
          >
            Reset to default
          </Button>
        )}
      </div>
    </form>
  )
}

function BodyField({ value, onChange }: { value: string; onChange: (body: string) => void }) {
  return (
    <Textarea
      label="Text (Markdown)"
      value={value}
      autosize
      minRows={6}
      maxRows={24}
      maxLength={10_000}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function useSavePlaybook() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.kindSettings.savePlaybook.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Playbook saved' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.kindSettings.pathKey() }),
    }),
  )
}
