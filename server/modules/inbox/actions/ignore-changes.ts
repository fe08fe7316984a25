import type { ActionHandler } from '../internal/action-handler'
import { closeWithReason } from '../internal/close-with-reason'

export const ignoreChanges: ActionHandler<'ignore_changes'> = closeWithReason
