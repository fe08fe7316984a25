import { Button, TextInput } from '@mantine/core'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from './settings.module.css'

type Props = {
  reason: string
  onReason: (reason: string) => void
  isSaving: boolean
  isStandard: boolean
  onSave: () => void
  /** Sets the standard again, for the reason given. */
  onStandard: (reason: string) => void
}

/** Why a setting is changed, and the buttons that change it or set its standard again. */
export function SaveRow({ reason, onReason, isSaving, isStandard, onSave, onStandard }: Props) {
  return (
    <div className={classes.row}>
      <TextInput
        className={classes.wide}
        label="Why"
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      <ReasonedButton
        reasonAgainst={reason.trim() === '' ? 'Say why, in a few words.' : undefined}
        isBusy={isSaving}
        onClick={onSave}
      >
        Save
      </ReasonedButton>
      {!isStandard && (
        <Button
          variant="default"
          disabled={isSaving}
          onClick={() => onStandard(reason || 'Back to the standard')}
        >
          Back to the standard
        </Button>
      )}
    </div>
  )
}
