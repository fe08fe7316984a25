'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog/dialog'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import type { SavedViewScope } from '@/domain/staff/saved-view-scopes'

type Props = {
  scope: SavedViewScope
  query: string
  /** What is kept, in a sentence. */
  children: string
  onClose: () => void
}

/** Gives what a scope shows now a name. */
export function SaveViewDialog({ scope, query, children, onClose }: Props) {
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const reason = useReasonAgainst('views.share')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.savedViews.save.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.savedViews.pathKey() }),
    }),
  )
  return (
    <Dialog
      title="Save this view"
      verb="Save the view"
      isBusy={isPending}
      onClose={onClose}
      onSubmit={() => mutate({ scope, name, query, isShared })}
      error={error?.message}
    >
      <p>{children}</p>
      <TextInput
        label="Name"
        data-autofocus
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label="For the whole team"
        description={reason}
        disabled={reason !== undefined}
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </Dialog>
  )
}
