import { conditionSubject } from '@/tests/faults/condition-subject'
import { grantSubject } from '@/tests/faults/grant-subject'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import type { Subject } from '@/tests/faults/subject'

const makers = { grant: grantSubject, condition: conditionSubject } satisfies Record<
  string,
  (stage: Stage, random: Random) => Promise<Subject>
>

export type SubjectKind = keyof typeof makers
export const subjectKinds = Object.keys(makers) as SubjectKind[]

export const makeSubject = (kind: SubjectKind, stage: Stage, random: Random): Promise<Subject> =>
  makers[kind](stage, random)
