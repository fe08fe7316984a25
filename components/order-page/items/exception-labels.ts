import { exceptionTitle } from '@/domain/exception/exception-title'
import type { OrderException } from '../order-data'

/** What the message says beyond the title, as a sentence; undefined when nothing. */
export function exceptionDetail(
  exception: Pick<OrderException, 'kind' | 'message'>,
): string | undefined {
  const { message } = exception
  if (message === '' || message === exceptionTitle(exception)) return undefined
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
