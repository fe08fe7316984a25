import type { ActionHandler } from '../internal/action-handler'
import { restartFailedWork } from '../internal/restart-failed-work'

export const redrive: ActionHandler<'redrive'> = restartFailedWork
