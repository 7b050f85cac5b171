import { globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pause } from '../../scripts/boot/processes.ts'
import { startTestApp } from '../../scripts/boot/test-server.ts'
import { cleanUpAfter } from './clean-up.ts'

const SETTLE_MS = 60_000
const LIMIT_MIB = 600

function parentsById(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended between the listing and the look.
    }
  }
  return parents
}

/** A process and everything it started. */
function familyOf(root: number): number[] {
  const parents = parentsById()
  const family = [root]
  for (const member of family) for (const [id, parent] of parents) if (parent === member) family.push(id)
  return family
}

/** Proportional set size: memory shared with others counts by share, so that a sum counts nothing twice. */
function pssKib(processId: number): number {
  const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0)
}

function rootsOf(dataFolder: string): Record<string, number> {
  const list = JSON.parse(readFileSync(path.join(dataFolder, 'run', 'processes.json'), 'utf8')) as {
    children: { name: string; pid: number }[]
  }
  const [postmaster] = globSync('**/postmaster.pid', { cwd: dataFolder })
  if (!postmaster) throw new Error('the database is not an embedded one')
  const postgres = Number(readFileSync(path.join(dataFolder, postmaster), 'utf8').split('\n')[0])
  return { postgres, ...Object.fromEntries(list.children.map(({ name, pid }) => [name, pid])) }
}

/** Memory of everything `npm start` leaves running, a minute later and with nobody visiting. Linux only. */
export async function measureMemory() {
  if (process.platform !== 'linux') throw new Error('memory is measured on Linux only')
  const app = await startTestApp()
  return cleanUpAfter(app.stop, async () => {
    await pause(SETTLE_MS)
    const mib: Record<string, number> = {}
    let totalKib = 0
    for (const [name, root] of Object.entries(rootsOf(app.dataFolder))) {
      const kib = familyOf(root).reduce((sum, id) => sum + pssKib(id), 0)
      mib[name] = Math.round(kib / 1024)
      totalKib += kib
    }
    const totalMib = Math.round(totalKib / 1024)
    return {
      id: 'memory',
      totalMib,
      limitMib: LIMIT_MIB,
      mib,
      ratio: Number((totalMib / LIMIT_MIB).toFixed(3)),
      pass: totalMib <= LIMIT_MIB,
    }
  })
}
