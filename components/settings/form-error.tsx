import classes from './settings.module.css'

/** Shows a form's error message, if any. */
export function FormError({ message }: { message: string | undefined }) {
  if (!message) return null
  return (
    <p className={classes.problem} role="alert">
      {message}
    </p>
  )
}
