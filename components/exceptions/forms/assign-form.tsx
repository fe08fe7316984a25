'use client'

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import classes from './triage-forms.module.css'

/** Null until an assignee is selected. */
const AssignFormInput = z.object({ assigneeId: z.uuid().nullable() })

type Props = {
  stage: 'auto' | 'staff' | 'engineer'
  /** Reports its own errors. */
  onAssign: (assigneeId: string) => Promise<unknown>
}

/** Renders a form to assign an exception to a staff member whose role may work on it. */
export function AssignForm({ stage, onAssign }: Props) {
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.exceptions.assignees.queryOptions({ stage }))
  const form = useZodForm({
    schema: AssignFormInput,
    savedValues: { assigneeId: null },
    onSubmit: async ({ assigneeId }) => assigneeId && onAssign(assigneeId),
  })
  return (
    <form {...form.formProps} className={classes.form}>
      <Select
        label="Assignee"
        placeholder="Search staff"
        data-autofocus
        searchable
        required
        data={data?.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })) ?? []}
        comboboxProps={{ withinPortal: true }}
        {...form.getInputProps('assigneeId')}
        error={error && "Couldn't load staff. Close this dialog and try again."}
      />
      <Button type="submit" loading={form.isBusy} disabled={!form.values.assigneeId}>
        Assign
      </Button>
    </form>
  )
}
