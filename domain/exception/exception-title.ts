import { EXCEPTION_KINDS, isExceptionKind } from './exception-kinds'

type Named = { kind: string; message: string }

/** Returns the title of a kind, or the stored code of an unknown kind. */
export function kindTitle(kind: string): string {
  return isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind
}

/** Returns the kind's title, or the message if it starts with the title and adds the reason. */
export function exceptionTitle({ kind, message }: Named): string {
  if (!isExceptionKind(kind)) return message || kind
  return message.startsWith(kindTitle(kind)) ? withoutPeriod(message) : EXCEPTION_KINDS[kind].title
}

/**
 * Returns whether the message is technical: a vendor's response or an internal error. Staff read the
 * title and the explanation instead; the message is for engineers.
 */
export function isTechnical({ kind }: Pick<Named, 'kind'>): boolean {
  return !isExceptionKind(kind) || EXCEPTION_KINDS[kind].stage !== 'staff'
}

/** Returns the title of a group. Technical messages differ per exception, so the kind's title is used. */
export function causeTitle(cause: Named): string {
  return isTechnical(cause) ? kindTitle(cause.kind) : exceptionTitle(cause)
}

export const withoutPeriod = (text: string) => text.replace(/\.$/, '')
