import { mergeConditions } from '@/lib/channels/merge-schema'
import { openConnection } from '@/lib/connections/open-connection'
import { sql } from '@/lib/db'
import { formOf, load, startAnew, submit } from '@/tests/faults/channel-editors'
import { interleave } from '@/tests/faults/editors-model'
import { shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario } from '@/tests/faults/scenario'
import type { Stage } from '@/tests/faults/stage'

/** With fifty seeds, ten thousand. */
const INTERLEAVINGS = 200
const WORKERS = 2
const MOST_ROUNDS = 6

/**
 * F23: two managers and somebody in the vendor's console edit one channel, in every order. The model runs the real
 * comparison, merge and write; then two managers press save at the same moment, through the ledger and two workers.
 */
export const twoEditors: OpenScenario = async (stage) => {
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => stage.startWorker().ready()))
  const own = (await stage.control.polyv()).channels.filter((one) => one.followsGlobal === 'N')
  const [modelled, real] = [own[0]?.channelId ?? '', own[1]?.channelId ?? '']
  // The model asks faster than any host would let it.
  await stage.control.switches({ hostLimitPer10Seconds: 0 })
  const opened = await openConnection(stage.polyvId)
  const connection = { ...opened.connection, pace: async () => undefined, observe: () => undefined }
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const violations: string[] = []
      for (let turn = 0; turn < INTERLEAVINGS; turn += 1) {
        await startAnew(stage, modelled)
        violations.push(...(await interleave({ stage, connection, channelId: modelled, random })))
      }
      violations.push(
        ...(await saveTogether(stage, real, random)).map((violation) => `through the ledger: ${violation}`),
      )
      return { runs: INTERLEAVINGS, violations: shorten(violations) }
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))
    },
  }
}

/** Both change one field each and save at once; who comes too late merges and saves again. Both changes must stand. */
async function saveTogether(stage: Stage, channelId: string, random: Random): Promise<string[]> {
  await startAnew(stage, channelId)
  const hint = `提示${random.below(100_000)}`
  const image = `https://img.example.cn/${random.below(100_000)}.png`
  const edits = [
    (form: ReturnType<typeof formOf>) => {
      form.primary.drafts.code.hint = hint
    },
    (form: ReturnType<typeof formOf>) => {
      form.primary.drafts.code.imageUrl = image
    },
  ]
  const loaded = await load(stage, channelId)
  const ended = await Promise.all(edits.map((edit) => saveUntilThrough(stage, channelId, loaded, edit)))
  const now = (await stage.control.polyv()).channels.find((one) => one.channelId === channelId)?.ranks[1]
  const violations = ended.flat()
  if (now?.qcodeTips !== hint) violations.push(`the hint of one manager was lost to the other`)
  if (now?.qcodeImg !== image) violations.push(`the image of one manager was lost to the other`)
  return violations
}

async function saveUntilThrough(
  stage: Stage,
  channelId: string,
  loaded: Awaited<ReturnType<typeof load>>,
  edit: (form: ReturnType<typeof formOf>) => void,
): Promise<string[]> {
  let base = loaded
  let form = formOf(base)
  edit(form)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = await submit(stage, base, form)
    if (result.ok) {
      const open = await allDone([result.data.operationId])
      if (open.length > 0) return open
      const [item] = await sql<{ verdict: string; code: string | null }>(
        'select verdict, code from operation_item where operation_id = $1',
        [result.data.operationId],
      )
      if (item?.verdict === 'verified') return []
      if (item?.code !== 'stale_base') return [`ended ${item?.verdict} ${item?.code}`]
    } else if (result.code !== 'stale_base') return [`refused: ${result.code}`]
    const now = await load(stage, channelId)
    form = mergeConditions(base.base, form, now.base, {}, 'mine').merged
    base = now
  }
  return ['never got through']
}
