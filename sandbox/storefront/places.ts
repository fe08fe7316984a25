import type { Place } from './place'
import { EASTERN_PLACES } from './places-east'
import { WESTERN_PLACES } from './places-west'

/** The places of the sandbox's customers. */
export const PLACES: Place[] = [...WESTERN_PLACES, ...EASTERN_PLACES]
