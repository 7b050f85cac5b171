import fc from 'fast-check'
import { toSendResult } from '@/lib/grants/answers'
import type { Exchange } from '@/lib/http'
import type { LedgerItem } from '@/lib/operations/driver'
import { toWriteReply } from '@/lib/wechat/drama-results'
import { parseLossless } from '@/lib/wechat/lossless'
import { dramaResults } from '@/lib/wechat/schema'

type Row = { id: string; code: number | null }
type Case = { asked: string[]; rows: Row[] | null; callCode: number }
type Outcome = 'succeeded' | 'refused' | 'unknown' | 'again'

/** What each code means for a drama, written down here once more so that the product's own table is not its judge. */
const meanings: Record<number, Outcome> = {
  0: 'succeeded',
  1: 'refused',
  10090038: 'refused',
  10090040: 'refused',
  10093030: 'refused',
  777777: 'refused',
  [-1]: 'unknown',
  10093011: 'unknown',
  10093023: 'again',
  45011: 'again',
}
const codes = Object.keys(meanings).map(Number)

const dramaId = fc.oneof(
  fc.integer({ min: 100_000, max: 100_040 }).map(String),
  fc.integer({ min: 0, max: 30 }).map((step) => String(9_007_199_254_740_980n + BigInt(step))),
)
const row = fc.record({ id: dramaId, code: fc.option(fc.constantFrom(...codes), { freq: 12 }) })

/** Answers to most of what was asked, in any order, doubled, contradicted, missing, foreign, or none at all. */
const someCase: fc.Arbitrary<Case> = fc.uniqueArray(dramaId, { minLength: 1, maxLength: 24 }).chain((asked) =>
  fc.record({
    asked: fc.constant(asked),
    callCode: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(...codes)),
    rows: fc.option(
      fc
        .tuple(
          fc.subarray(asked),
          fc.array(fc.constantFrom(...codes), { minLength: asked.length, maxLength: asked.length }),
          fc.array(row, { maxLength: 4 }),
          fc.nat(),
        )
        .map(([answered, given, strays, turn]) => {
          const rows = [...answered.map((id, index) => ({ id, code: given[index] ?? 0 })), ...strays]
          const at = rows.length === 0 ? 0 : turn % rows.length
          return [...rows.slice(at), ...rows.slice(0, at)]
        }),
      { freq: 6 },
    ),
  }),
)

/** Runs so many generated answers through parser, matcher and judge; gives the smallest counterexample there is. */
export function checkPartialCases(runs: number, seed: number): string[] {
  const details = fc.check(
    fc.property(someCase, (given) => judgedWrong(given).length === 0),
    { numRuns: runs, seed },
  )
  if (!details.failed) return []
  const [found] = details.counterexample ?? []
  return [`case ${JSON.stringify(found)}: ${found ? judgedWrong(found).join(', ') : 'threw'}`]
}

function judgedWrong({ asked, rows, callCode }: Case): string[] {
  const reply = answerOf(callCode, rows)
  const result = toSendResult(asked.map(itemOf), toWriteReply(asked, reply))
  const outcomes = new Map(result.answers.map((answer) => [answer.itemId, answer.outcome]))
  const wrong = asked.flatMap((id) => {
    const wanted = wantedOutcome(id, rows, callCode)
    return outcomes.get(id) === wanted ? [] : [`${id} is ${outcomes.get(id)} instead of ${wanted}`]
  })
  if (result.answers.length !== asked.length) wrong.push(`${result.answers.length} answers for ${asked.length} items`)
  const isForeign = (rows ?? []).some(({ id }) => !asked.includes(id))
  if ((result.alarms ?? []).some(({ code }) => code === 'foreign_item') !== isForeign)
    wrong.push(isForeign ? 'no alarm for a foreign drama' : 'an alarm for no foreign drama')
  return wrong
}

function wantedOutcome(id: string, rows: Row[] | null, callCode: number): Outcome {
  if (rows === null && callCode !== 0) return meanings[callCode] ?? 'unknown'
  const given = (rows ?? []).filter((one) => one.id === id).map((one) => one.code)
  const [first] = given
  if (first === undefined || first === null || given.some((code) => code !== first)) return 'unknown'
  return meanings[first] ?? 'unknown'
}

/** The answer as text, so that ids beyond what a double holds go the way they would. */
function answerOf(callCode: number, rows: Row[] | null): Parameters<typeof toWriteReply>[1] {
  const result = rows?.map(({ id, code }) => `{"drama_id":${id}${code === null ? '' : `,"errcode":${code}`}}`)
  const text = `{"errcode":${callCode},"errmsg":"ok"${result ? `,"result":[${result.join(',')}]` : ''}}`
  const data = dramaResults.parse(parseLossless(text))
  return { errcode: callCode, errmsg: 'ok', rid: null, data, exchange }
}

const itemOf = (id: string, position: number): LedgerItem => ({
  id,
  operationId: 'o',
  position,
  targetKey: `drama:${id}@wx`,
  groupKey: 'wx',
  targetType: 'drama_grant',
  targetId: `${id}@wx`,
  targetName: id,
  intent: { dramaId: id, appid: 'wx', expiresAt: 0 },
  before: null,
  attempts: 0,
  sentAt: null,
  witness: null,
})

const exchange: Exchange = {
  service: 'wechat',
  endpoint: 'POST /wxa/sec/vod/authorizedrama',
  httpStatus: 200,
  errcode: '0',
  errmsg: 'ok',
  rid: null,
  latencyMs: 1,
  request: null,
  response: null,
  clockOffsetMs: null,
}
