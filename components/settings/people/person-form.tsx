'use client'

import { Checkbox } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useViewer } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { TextField } from '../fields'
import { FormError } from '../form-error'
import classes from '../settings.module.css'
import type { Person } from './person'
import { RoleSelect } from './role-select'

/** A staff member's name, role and sign-in access. */
export function PersonForm({ person, onSaved }: { person: Person; onSaved: () => void }) {
  const { id: staffId, version: seenVersion } = person
  const [name, setName] = useState(person.name)
  const [role, setRole] = useState(person.role)
  const [isDisabled, setDisabled] = useState(person.disabledAt !== null)
  const isSelf = useViewer().id === staffId
  const { save, isSaving, errorMessage } = useSave(onSaved)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    save({ staffId, seenVersion, name, role, isDisabled })
  }
  const selfReason = isSelf ? 'Another admin must change your own access.' : undefined
  const isUnchanged =
    name === person.name && role === person.role && isDisabled === (person.disabledAt !== null)
  return (
    <form className={classes.form} aria-label={person.name} onSubmit={submit}>
      <TextField label="Name" value={name} onChange={setName} />
      <RoleSelect value={role} onChange={setRole} reasonAgainst={selfReason} />
      <Checkbox
        label="Can sign in"
        description={selfReason}
        disabled={isSelf}
        checked={!isDisabled}
        onChange={(event) => setDisabled(!event.currentTarget.checked)}
      />
      <div className={classes.row}>
        <ReasonedButton
          reasonAgainst={isUnchanged ? 'No changes to save' : undefined}
          isBusy={isSaving}
          onClick={() => submit()}
        >
          Save
        </ReasonedButton>
      </div>
      <FormError message={errorMessage} />
    </form>
  )
}

function useSave(onSaved: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.staff.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: 'Saved. Applies immediately.' })
        onSaved()
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.staff.pathKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, errorMessage: error?.message }
}
