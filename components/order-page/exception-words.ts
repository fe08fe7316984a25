import { EXCEPTION_KINDS, isExceptionKind } from '@/server/domain/exception-kinds'
import type { OrderException } from './order-data'

type Named = Pick<OrderException, 'kind' | 'message'>

/** What happened: the catalogue's words, or the message where it says the same and the reason. */
export function exceptionTitle({ kind, message }: Named): string {
  if (!isExceptionKind(kind)) return message || kind
  const { title } = EXCEPTION_KINDS[kind]
  return message.startsWith(title.replace(/\.$/, '')) ? message : title
}

/** What the message says beyond the title, as a sentence; undefined when nothing. */
export function exceptionDetail(exception: Named): string | undefined {
  const { message } = exception
  if (message === '' || message === exceptionTitle(exception)) return undefined
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}

/**
 * Whether the message is a machine's: what a service that was down answered, or our own error.
 * Staff read the title and the explanation; the message is for engineers.
 */
export function isTechnical({ kind }: Pick<OrderException, 'kind'>): boolean {
  return !isExceptionKind(kind) || EXCEPTION_KINDS[kind].stage !== 'staff'
}
