/** next-auth's reasons for sending somebody back here, in words. */
const REASONS: Record<string, string> = {
  AccessDenied:
    'That account may not sign in here. Ask an admin to put its verified email address on the staff list.',
  CredentialsSignin: 'Wrong email or password.',
  Configuration: 'Signing in is not set up properly. Tell an engineer.',
  OAuthSignin: 'The sign-on service did not answer. Try again in a moment.',
  OAuthCallback: 'The sign-on service did not confirm who you are. Try again.',
  Callback: 'The sign-on service did not confirm who you are. Try again.',
  SessionRequired: 'Sign in to go on.',
}

/** What went wrong, for the person who tries to sign in; undefined: nothing. */
export function signInProblem(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return REASONS[code] ?? 'Signing in did not work. Try again.'
}

/** How many seconds the portal asks to wait, if that is what the code says. */
export function waitSeconds(code: string): number | undefined {
  const [, seconds] = /^Wait:(\d{1,5})$/.exec(code) ?? []
  return seconds === undefined ? undefined : Number(seconds)
}

export const NO_ANSWER = 'Aftercart did not answer. Check your connection and try again.'

export const waitMessage = (seconds: number) =>
  `Too many attempts, try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
