import { beforeSeal } from '@/tests/faults/before-seal'
import { bulkKill } from '@/tests/faults/bulk-kill'
import { cancelled } from '@/tests/faults/cancel'
import { changedOutside } from '@/tests/faults/changed-outside'
import { clockWrong } from '@/tests/faults/clock-wrong'
import { deploy } from '@/tests/faults/deploy'
import { goneClient } from '@/tests/faults/gone-client'
import { hangingSink } from '@/tests/faults/hanging-sink'
import { killScenario } from '@/tests/faults/kill'
import { longQueue } from '@/tests/faults/long-queue'
import { answerLost, appliedLate } from '@/tests/faults/no-answer'
import { partialAnswers } from '@/tests/faults/partial-answers'
import { poisoned } from '@/tests/faults/poison'
import { rateLimited } from '@/tests/faults/rate-limited'
import { restored } from '@/tests/faults/restored'
import type { OpenScenario } from '@/tests/faults/scenario'
import { stampede } from '@/tests/faults/stampede'
import { tampered } from '@/tests/faults/tampered'
import { tokenRunsOut } from '@/tests/faults/token-expiry'
import { tokenRefused } from '@/tests/faults/token-refused'
import { twoEditors } from '@/tests/faults/two-editors'

/** The rows of the fault table that can be run. */
export const scenarios: Record<string, OpenScenario> = {
  F01: killScenario('before_intent'),
  F02: killScenario('after_intent'),
  F03: killScenario('after_request'),
  F04: killScenario('after_reply', 'before_outcome'),
  F05: beforeSeal,
  F06: bulkKill,
  F12: answerLost,
  F13: appliedLate,
  F15: partialAnswers,
  F16: rateLimited,
  F17: tokenRunsOut,
  F18: tokenRefused,
  F19: stampede,
  F20: clockWrong,
  F21: longQueue,
  F23: twoEditors,
  F24: changedOutside,
  F25: goneClient,
  F26: deploy,
  F28: cancelled,
  F29: poisoned,
  F32: tampered,
  F34: hangingSink,
  F37: restored,
}
