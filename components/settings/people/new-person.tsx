'use client'

import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { AddStaffInput } from '@/domain/staff/staff-inputs'
import classes from '../settings.module.css'
import { RoleSelect } from './role-select'

const NEW_PERSON: AddStaffInput = { email: '', name: '', role: 'care' }

/** Adds a staff member. Calls `onAdded` with the new ID. */
export function NewPerson({ onAdded }: { onAdded: (staffId: string) => void }) {
  const form = useZodForm({
    schema: AddStaffInput,
    savedValues: NEW_PERSON,
    onSubmit: useAddStaff(onAdded),
    nextValues: ({ role }) => ({ ...NEW_PERSON, role }),
  })
  return (
    <form className={classes.form} aria-label="New staff member" {...form.formProps}>
      <div className={classes.row}>
        <TextInput className={classes.wide} label="Name" {...form.getInputProps('name')} />
        <TextInput
          className={classes.wide}
          label="Email"
          inputMode="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
      </div>
      <div className={classes.row}>
        <div className={classes.wide}>
          <RoleSelect {...form.getInputProps('role')} />
        </div>
        <Button type="submit" loading={form.isBusy}>
          Add staff member
        </Button>
      </div>
      <FormError {...form.failure} />
    </form>
  )
}

function useAddStaff(onAdded: (staffId: string) => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.staff.add.mutationOptions({
      onSuccess: async (staffId, { name }) => {
        notifications.show({
          message: `${name} was added. Set a password unless they use single sign-on.`,
        })
        await queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
        onAdded(staffId)
      },
    }),
  )
  return mutateAsync
}
