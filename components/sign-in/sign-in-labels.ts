/** Messages by next-auth error code. */
const REASONS: Record<string, string> = {
  AccessDenied:
    "This account can't sign in. Ask an admin to add its verified email address to the staff list.",
  CredentialsSignin: 'Incorrect email or password.',
  Configuration: "Sign-in isn't configured correctly. Contact an engineer.",
  OAuthSignin: 'Single sign-on is not responding. Try again in a moment.',
  OAuthCallback: "Single sign-on couldn't confirm your identity. Try again.",
  Callback: "Single sign-on couldn't confirm your identity. Try again.",
  SessionRequired: 'Sign in to continue.',
}

/** Returns the message for a next-auth error code; undefined without a code. */
export function signInProblem(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return REASONS[code] ?? "Couldn't sign in. Try again."
}

/** Returns the seconds to wait from a rate limit code; undefined for any other code. */
export function waitSeconds(code: string): number | undefined {
  const [, seconds] = /^Wait:(\d{1,5})$/.exec(code) ?? []
  return seconds === undefined ? undefined : Number(seconds)
}

export const NO_RESPONSE = "Couldn't reach Aftercart. Check your connection and try again."

export const waitMessage = (seconds: number) =>
  `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
