import { parseAsStringLiteral } from 'nuqs/server'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'

const KINDS = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

/** What stands in the address of the playbooks. */
export const PLAYBOOK_URL = {
  kind: parseAsStringLiteral(KINDS).withDefault('payment_declined'),
}
