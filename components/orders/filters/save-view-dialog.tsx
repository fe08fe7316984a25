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
  /** A sentence saying what the view saves. */
  children: string
  onClose: () => void
}

/** Saves the current state of a list or report under a name. */
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
      title="Save view"
      verb="Save view"
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
        label="Share with the team"
        description={reason}
        disabled={reason !== undefined}
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </Dialog>
  )
}
