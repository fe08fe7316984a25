import { Button, TextInput } from '@mantine/core'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from './settings.module.css'

type Props = {
  reason: string
  onReason: (reason: string) => void
  isSaving: boolean
  isStandard: boolean
  onSave: () => void
  /** Called with the reason to reset the setting to its default. */
  onReset: (reason: string) => void
}

/** The reason field with the save and reset buttons of a setting. */
export function SaveRow({ reason, onReason, isSaving, isStandard, onSave, onReset }: Props) {
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.wide}
        label="Reason"
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      <ReasonedButton
        reasonAgainst={reason.trim() === '' ? 'Enter a reason.' : undefined}
        isBusy={isSaving}
        onClick={onSave}
      >
        Save
      </ReasonedButton>
      {!isStandard && (
        <Button
          variant="default"
          disabled={isSaving}
          onClick={() => onReset(reason || 'Reset to default')}
        >
          Reset to default
        </Button>
      )}
    </div>
  )
}
