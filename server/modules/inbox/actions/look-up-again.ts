import type { ActionHandler } from '../internal/action-handler'
import { restartFailedWork } from '../internal/restart-failed-work'

export const lookUpAgain: ActionHandler<'look_up_again'> = restartFailedWork
