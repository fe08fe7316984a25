import type { ActionHandler } from '../internal/action-handler'
import { keepNote } from '../internal/keep-note'

export const reviewChanges: ActionHandler<'review_changes'> = keepNote
