import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Returns the package's version and the checked-out commit, if any: `0.1.0+1a2b3c`. */
export function findVersion(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const git = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    encoding: 'utf8',
    timeout: 2000,
  })
  const commit = git.status === 0 ? git.stdout.trim() : ''
  return commit ? `${version}+${commit}` : String(version)
}
