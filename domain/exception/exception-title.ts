import { EXCEPTION_KINDS, isExceptionKind } from './exception-kinds'

type Named = { kind: string; message: string }

/** What happened, without the full stop of a sentence. */
export function kindTitle(kind: string): string {
  return isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title.replace(/\.$/, '') : kind
}

/** What happened: the catalog's words, or the message where it says the same and the reason. */
export function exceptionTitle({ kind, message }: Named): string {
  if (!isExceptionKind(kind)) return message || kind
  return message.startsWith(kindTitle(kind)) ? message : EXCEPTION_KINDS[kind].title
}

/**
 * Whether the message is a machine's: what a service that was down answered, or our own error.
 * Staff read the title and the explanation; the message is for engineers.
 */
export function isTechnical({ kind }: Pick<Named, 'kind'>): boolean {
  return !isExceptionKind(kind) || EXCEPTION_KINDS[kind].stage !== 'staff'
}

/** A cause in words. A machine's message names single things, so the kind stands for it. */
export function causeTitle(cause: Named): string {
  return isTechnical(cause) ? kindTitle(cause.kind) : exceptionTitle(cause).replace(/\.$/, '')
}
