import type { InngestFunction } from 'inngest'

/** Every function of the pipeline, as served at /api/inngest. */
export const functions: InngestFunction.Any[] = []
