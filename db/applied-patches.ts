import postgres from 'postgres'

/** Each patched package exports the name of its patch. */
const PATCHES = [{ name: 'postgres+3.4.9', patched: postgres as { appliedPatch?: unknown } }]

/**
 * Checks that the loaded packages have the patches of `patches/`.
 *
 * @throws an error that names the first missing patch
 */
export function requireAppliedPatches(patches = PATCHES): void {
  for (const { name, patched } of patches) {
    if (patched.appliedPatch === name) continue
    throw new Error(
      `patches/${name}.patch is not applied to node_modules: run npm ci, or npx patch-package.`,
    )
  }
}
