'use client'

import { Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { FormError } from '@/components/form/form-error'
import { noChanges, SaveRow } from '@/components/form/save-row'
import { useZodForm } from '@/components/form/use-zod-form'
import { Markdown } from '@/components/markdown/markdown'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { MAX_PLAYBOOK_LENGTH, SavePlaybookInput } from '@/domain/settings/playbook-input'
import type { AppRouter } from '@/server/trpc/router'
import classes from '../settings.module.css'

type Playbook = inferRouterOutputs<AppRouter>['kindSettings']['playbook']

/** Edits a kind's playbook in Markdown, with a preview. */
export function PlaybookForm({ playbook }: { playbook: Playbook }) {
  const { kind, version: seenVersion, isDefault } = playbook
  const reasonAgainst = useReasonAgainst('exceptions.configure')
  const save = useSavePlaybook()
  const form = useZodForm({
    schema: SavePlaybookInput,
    savedValues: { kind, seenVersion, body: playbook.body },
    onSubmit: save,
  })
  if (reasonAgainst) return <Markdown>{playbook.body}</Markdown>
  const body = form.values.body ?? ''
  const reset = () => form.runSave(() => save({ ...form.values, body: null }))
  return (
    <form className={classes.form} aria-label="Playbook" {...form.formProps}>
      <Textarea
        label="Text (Markdown)"
        autosize
        minRows={6}
        maxRows={24}
        maxLength={MAX_PLAYBOOK_LENGTH}
        {...form.getInputProps('body')}
      />
      <div className={classes.preview}>
        <Markdown>{body}</Markdown>
      </div>
      <FormError {...form.failure} />
      <SaveRow
        label="Save playbook"
        isBusy={form.isBusy}
        reasonAgainst={noChanges(body.trim() !== playbook.body.trim())}
        onReset={isDefault ? undefined : reset}
      />
    </form>
  )
}

function useSavePlaybook() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.kindSettings.savePlaybook.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Playbook saved' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.kindSettings.pathKey() }),
    }),
  )
  return mutateAsync
}
