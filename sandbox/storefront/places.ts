import type { Place } from './place'
import { EASTERN_PLACES } from './places-east'
import { WESTERN_PLACES } from './places-west'

/** Where the sandbox's customers live. */
export const PLACES: Place[] = [...WESTERN_PLACES, ...EASTERN_PLACES]
