import { exceptionTitle, withoutPeriod } from './exception-title'

/** Returns the exception's message as a sentence; undefined when it adds nothing to the title. */
export function exceptionDetail(exception: { kind: string; message: string }): string | undefined {
  const { message } = exception
  if (message === '' || withoutPeriod(message) === exceptionTitle(exception)) return undefined
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
