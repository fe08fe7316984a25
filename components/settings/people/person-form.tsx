'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import { FormError } from '@/components/form/form-error'
import { noChanges, SaveRow } from '@/components/form/save-row'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { useViewer } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { ChangeStaffInput } from '@/domain/staff/staff-inputs'
import classes from '../settings.module.css'
import type { Person } from './person'
import { RoleSelect } from './role-select'

type PersonValues = z.input<typeof ChangeStaffInput>

/** A staff member's name, role and sign-in access. */
export function PersonForm({ person, onSaved }: { person: Person; onSaved: () => void }) {
  const isSelf = useViewer().id === person.id
  const savedValues = toValues(person)
  const form = useZodForm({
    schema: ChangeStaffInput,
    savedValues,
    onSubmit: useChangeStaff(onSaved),
  })
  useVersionOfOtherChanges(form, savedValues)
  const selfReason = isSelf ? 'Another admin must change your own access.' : undefined
  return (
    <form className={classes.form} aria-label={person.name} {...form.formProps}>
      <TextInput label="Name" {...form.getInputProps('name')} />
      <RoleSelect reasonAgainst={selfReason} {...form.getInputProps('role')} />
      <Checkbox
        label="Can sign in"
        description={selfReason}
        disabled={isSelf}
        checked={!form.values.isDisabled}
        onChange={(event) => form.setFieldValue('isDisabled', !event.currentTarget.checked)}
      />
      <SaveRow isBusy={form.isBusy} reasonAgainst={noChanges(form.isDirty())} />
      <FormError {...form.failure} />
    </form>
  )
}

const toValues = ({ id, version, name, role, disabledAt }: Person): PersonValues => ({
  staffId: id,
  seenVersion: version,
  name,
  role,
  isDisabled: disabledAt !== null,
})

/**
 * Follows the version when a change left this form's fields as they were, such as a new password:
 * saving unsaved edits must not be a conflict then.
 */
function useVersionOfOtherChanges(form: ZodForm<PersonValues>, savedValues: PersonValues) {
  const { seenVersion } = savedValues
  useEffect(() => {
    const shown = form.getInitialValues()
    if (shown.seenVersion === seenVersion) return
    if (JSON.stringify({ ...shown, seenVersion }) !== JSON.stringify(savedValues)) return
    form.setInitialValues({ ...shown, seenVersion })
    form.setFieldValue('seenVersion', seenVersion)
  })
}

function useChangeStaff(onSaved: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.staff.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: 'Saved. Applies immediately.' })
        onSaved()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() }),
    }),
  )
  return mutateAsync
}
