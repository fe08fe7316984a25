// Mini: the full zod would be most of this page's script. No other form needs it.
import * as z from 'zod/mini'

/** The values of the sign-in form. */
export const SignInInput = z.object({
  email: z.string().check(z.trim(), z.minLength(1, 'Enter your email address.')),
  password: z.string().check(z.minLength(1, 'Enter your password.')),
})
