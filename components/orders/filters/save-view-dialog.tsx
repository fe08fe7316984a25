'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { Dialog } from '@/components/dialog/dialog'
import { useZodForm } from '@/components/form/use-zod-form'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { SavedViewName } from '@/domain/staff/saved-view-name'
import type { SavedViewScope } from '@/domain/staff/saved-view-scopes'

const ViewFormInput = z.object({ name: SavedViewName, isShared: z.boolean() })

type Props = {
  scope: SavedViewScope
  query: string
  /** A sentence saying what the view saves. */
  children: string
  onClose: () => void
}

/** Saves the current state of a list or report under a name. */
export function SaveViewDialog({ scope, query, children, onClose }: Props) {
  const reason = useReasonAgainst('views.share')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.savedViews.save.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.savedViews.pathKey() }),
    }),
  )
  const form = useZodForm({
    schema: ViewFormInput,
    savedValues: { name: '', isShared: false },
    onSubmit: (view) => mutateAsync({ scope, query, ...view }),
  })
  return (
    <Dialog title="Save view" verb="Save view" form={form} onClose={onClose}>
      <p>{children}</p>
      <TextInput label="Name" data-autofocus maxLength={60} {...form.getInputProps('name')} />
      <Checkbox
        label="Share with the team"
        description={reason}
        disabled={reason !== undefined}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
      />
    </Dialog>
  )
}
