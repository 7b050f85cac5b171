import { Client } from 'pg'
import { bundle } from '../../scripts/boot/build.ts'
import { openThrowaway } from '../../scripts/boot/throwaway.ts'
import { cleanUpAfter } from './clean-up.ts'
import { machine } from './machine.ts'
import { median, toFixed } from './rounds.ts'
import { runProgram } from './verify-log.ts'

const LIMIT = 0.5
const LIMIT_AGE_MS = 2_000

type Run = {
  rounds: { plain: number; audited: number; apart: number }[]
  discarded: number
  ages: number
  ageP50: number
  ageP99: number
  ageMax: number
}

/**
 * B6: events a second from sixteen clients, hashed, indexed and sealed, over the same row put into a bare table. `apart` is
 * the same with a statement for each, as for an event that commits with what it tells of.
 */
export async function measureInsertRate() {
  const throwaway = await openThrowaway({ DATABASE_POOL_SIZE: '20' })
  return cleanUpAfter(throwaway.stop, async () => {
    const owner = new Client({ connectionString: throwaway.ownerUrl })
    await owner.connect()
    await owner.query(`create table plain_event (like audit_event including defaults);
                       create index on plain_event (occurred_at, id);
                       grant insert on plain_event to public`)
    await owner.end()
    const run = await runProgram<Run>(await bundle('tests/bench/insert-run.ts'), [], throwaway.env)
    const ratios = run.rounds.map(({ plain, audited }) => audited / plain)
    const ratio = median(ratios)
    const apart = run.rounds.map((round) => round.apart / round.plain)
    return {
      id: 'B6',
      ratio: toFixed(ratio),
      perSecond: Math.round(median(run.rounds.map(({ audited }) => audited))),
      plainPerSecond: Math.round(median(run.rounds.map(({ plain }) => plain))),
      spread: ratios.map((value) => toFixed(value)),
      apartRatio: toFixed(median(apart)),
      apartSpread: apart.map((value) => toFixed(value)),
      unsealedMsP50: Math.round(run.ageP50),
      unsealedMsP99: Math.round(run.ageP99),
      unsealedMsMax: Math.round(run.ageMax),
      rounds: run.rounds.length,
      discarded: run.discarded,
      machine: machine(),
      pass: ratio >= LIMIT && run.ageP99 <= LIMIT_AGE_MS,
    }
  })
}
