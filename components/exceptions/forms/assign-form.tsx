'use client'

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import classes from './triage-forms.module.css'

type Props = {
  stage: 'auto' | 'staff' | 'engineer'
  isBusy: boolean
  onAssign: (assigneeId: string) => void
}

/** Renders a form to assign an exception to a staff member whose role may work on it. */
export function AssignForm({ stage, isBusy, onAssign }: Props) {
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.exceptions.assignees.queryOptions({ stage }))
  const [assigneeId, setAssigneeId] = useState<string | null>(null)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (assigneeId) onAssign(assigneeId)
      }}
    >
      <Select
        label="Assignee"
        placeholder="Search staff"
        data-autofocus
        searchable
        required
        data={data?.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })) ?? []}
        value={assigneeId}
        onChange={setAssigneeId}
        error={error && "Couldn't load staff. Close this dialog and try again."}
        comboboxProps={{ withinPortal: true }}
      />
      <Button type="submit" loading={isBusy} disabled={!assigneeId}>
        Assign
      </Button>
    </form>
  )
}
