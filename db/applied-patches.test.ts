import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { requireAppliedPatches } from './applied-patches'

test('the installed packages are patched', () => {
  expect(() => requireAppliedPatches()).not.toThrow()
})

test('an error names a package without its patch or with an older one', () => {
  const message =
    'patches/postgres+3.4.9.patch is not applied to node_modules: run npm ci, or npx patch-package.'
  for (const patched of [{}, { appliedPatch: 'postgres+3.4.8' }])
    expect(() => requireAppliedPatches([{ name: 'postgres+3.4.9', patched }])).toThrow(message)
})

test('every patch marks its package and is documented', () => {
  const readme = readFileSync('patches/README.md', 'utf8')
  const files = readdirSync('patches').filter((file) => file.endsWith('.patch'))
  expect(files).toEqual(['postgres+3.4.9.patch'])
  for (const file of files) {
    expect(readFileSync(`patches/${file}`, 'utf8')).toContain(
      `+  appliedPatch: '${file.replace('.patch', '')}',`,
    )
    expect(readme).toContain(`## ${file}`)
  }
})
