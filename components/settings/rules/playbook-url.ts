import { parseAsStringLiteral } from 'nuqs/server'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'

const KINDS = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

/** URL parsers of the playbooks page. */
export const PLAYBOOK_URL = {
  kind: parseAsStringLiteral(KINDS).withDefault('payment_declined'),
}
