import type { ActionHandler } from '../internal/action-handler'
import { keepNote } from '../internal/keep-note'

export const attachEvidence: ActionHandler<'attach_evidence'> = keepNote
