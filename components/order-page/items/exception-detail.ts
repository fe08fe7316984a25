import { exceptionTitle } from '@/domain/exception/exception-title'
import type { OrderException } from '../order-data'

/** Returns the exception's message as a sentence; undefined when it adds nothing to the title. */
export function exceptionDetail(
  exception: Pick<OrderException, 'kind' | 'message'>,
): string | undefined {
  const { message } = exception
  if (message === '' || message === exceptionTitle(exception)) return undefined
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
