import { conditionSubject } from '@/tests/faults/condition-subject'
import { grantSubject } from '@/tests/faults/grant-subject'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import type { Subject } from '@/tests/faults/subject'
import { whitelistSubject } from '@/tests/faults/whitelist-subject'

const makers = { grant: grantSubject, condition: conditionSubject, whitelist: whitelistSubject } satisfies Record<
  string,
  (stage: Stage, random: Random) => Promise<Subject>
>

export type SubjectKind = keyof typeof makers

/** One for each upstream; Polyv's take turns. */
export const kindsOf = (seed: number): readonly SubjectKind[] => ['grant', seed % 2 === 0 ? 'condition' : 'whitelist']

export const makeSubject = (kind: SubjectKind, stage: Stage, random: Random): Promise<Subject> =>
  makers[kind](stage, random)
