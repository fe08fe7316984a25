import classes from './settings.module.css'

/** Why a form was not taken, as the server says it; nothing while there is no reason. */
export function FormError({ message }: { message: string | undefined }) {
  if (!message) return null
  return (
    <p className={classes.problem} role="alert">
      {message}
    </p>
  )
}
