import { exceptionTitle, isTechnical } from '@/components/order-page/exception-words'
import { kindTitle } from './exception-words'

/** A cause in words. A machine's message names single things, so the kind stands for it. */
export function groupTitle(group: { kind: string; message: string }): string {
  return isTechnical(group) ? kindTitle(group.kind) : exceptionTitle(group).replace(/\.$/, '')
}
