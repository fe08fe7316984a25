import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Returns a process's peak resident memory in megabytes. */
export function peakMegabytes(pid: number | undefined): number {
  if (!pid) return Number.NaN
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Math.round(Number(peak) / 1024)
  } catch {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024)
  }
}

/** Returns the memory of a process and its children in megabytes, shared pages counted once. */
export function treeMegabytes(pid: number | undefined): number {
  if (!pid) return Number.NaN
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = all
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const pids = pairs.flatMap(([own, parent]) =>
    own && (own === pid || parent === pid) ? [own] : [],
  )
  return Math.round(pids.reduce((sum, each) => sum + proportional(each), 0) / 1024)
}

function proportional(pid: number): number {
  try {
    return Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
