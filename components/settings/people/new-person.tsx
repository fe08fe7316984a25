'use client'

import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { Role } from '@/domain/staff/permissions'
import { TextField } from '../fields'
import { FormError } from '../form-error'
import classes from '../settings.module.css'
import { RoleSelect } from './role-select'

/** Adds a staff member. Calls `onAdded` with the new ID. */
export function NewPerson({ onAdded }: { onAdded: (staffId: string) => void }) {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('care')
  const clear = () => {
    setEmail('')
    setName('')
  }
  const { mutate, isPending, error } = useAddStaff({ name, clear, onAdded })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ email, name, role })
  }
  return (
    <form className={classes.form} aria-label="New staff member" onSubmit={submit}>
      <div className={classes.row}>
        <TextField className={classes.wide} label="Name" value={name} onChange={setName} />
        <TextInput
          className={classes.wide}
          label="Email"
          inputMode="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <div className={classes.row}>
        <div className={classes.wide}>
          <RoleSelect value={role} onChange={setRole} />
        </div>
        <Button type="submit" loading={isPending}>
          Add staff member
        </Button>
      </div>
      <FormError message={error?.message} />
    </form>
  )
}

type AddOptions = { name: string; clear: () => void; onAdded: (staffId: string) => void }

function useAddStaff({ name, clear, onAdded }: AddOptions) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.staff.add.mutationOptions({
      onSuccess: async (staffId) => {
        clear()
        notifications.show({
          message: `${name} was added. Set a password unless they use single sign-on.`,
        })
        await queries.invalidateQueries({ queryKey: trpc.staff.pathKey() })
        onAdded(staffId)
      },
    }),
  )
}
