'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useViewer } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { FormError } from '../form-error'
import classes from '../settings.module.css'
import type { Person } from './person'
import { RoleSelect } from './role-select'

/** A person's name, role, and whether they may sign in. */
export function PersonForm({ person, onSaved }: { person: Person; onSaved: () => void }) {
  const { id: staffId, version: seenVersion } = person
  const [name, setName] = useState(person.name)
  const [role, setRole] = useState(person.role)
  const [isDisabled, setDisabled] = useState(person.disabledAt !== null)
  const isMe = useViewer().id === staffId
  const { save, isSaving, refusal } = useSave(onSaved)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    save({ staffId, seenVersion, name, role, isDisabled })
  }
  const own = isMe ? 'Another admin has to change your own.' : undefined
  const isSame =
    name === person.name && role === person.role && isDisabled === (person.disabledAt !== null)
  return (
    <form className={classes.form} aria-label={person.name} onSubmit={submit}>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleSelect value={role} onChange={setRole} reasonAgainst={own} />
      <Checkbox
        label="May sign in"
        description={own}
        disabled={isMe}
        checked={!isDisabled}
        onChange={(event) => setDisabled(!event.currentTarget.checked)}
      />
      <div className={classes.row}>
        <ReasonedButton
          reasonAgainst={isSame ? 'Nothing has changed.' : undefined}
          isBusy={isSaving}
          onClick={() => submit()}
        >
          Save
        </ReasonedButton>
      </div>
      <FormError message={refusal} />
    </form>
  )
}

function useSave(onSaved: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.staff.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: 'Saved. It holds from their next click on.' })
        onSaved()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, refusal: error?.message }
}
