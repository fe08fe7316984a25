import postgres from 'postgres'

/** Each patched package names its patch. */
const PATCHES = [{ name: 'postgres+3.4.9', patched: postgres as { appliedPatch?: unknown } }]

/**
 * Checks that the packages this process has loaded are the patched ones of `patches/`.
 *
 * @throws with one line that names the first patch that is not applied
 */
export function requireAppliedPatches(patches = PATCHES): void {
  for (const { name, patched } of patches) {
    if (patched.appliedPatch === name) continue
    throw new Error(
      `patches/${name}.patch is not applied to node_modules: run npm ci, or npx patch-package.`,
    )
  }
}
