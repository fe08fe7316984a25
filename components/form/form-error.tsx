import { Button } from '@mantine/core'
import classes from './form.module.css'

type Props = { message: string | undefined; onReload?: (() => void) | undefined }

/** Shows a form's error message, if any. With `onReload`, it offers to load the saved values. */
export function FormError({ message, onReload }: Props) {
  if (!message) return null
  return (
    <div className={classes.problem} role="alert">
      {message}
      {onReload && (
        <Button size="compact-xs" variant="default" onClick={onReload}>
          Reload
        </Button>
      )}
    </div>
  )
}
