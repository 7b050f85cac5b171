import { readCarried } from '@/lib/channels/carried-merge'
import { listChanges } from '@/lib/channels/changes-schema'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { wholeFingerprint } from '@/lib/channels/conditions-view'
import { type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import { openConnection } from '@/lib/connections/open-connection'
import { sql } from '@/lib/db'
import { getConditions } from '@/lib/polyv/get-conditions'
import { formEdits, formOf, load, outsideEdits, startAnew, submit, WRITE_PATH } from '@/tests/faults/channel-editors'
import { openDrive } from '@/tests/faults/drive'
import { itemsOf, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import type { OpenScenario } from '@/tests/faults/scenario'

const CASES = 20
/** Of the cases, those where the submit was already through when somebody else came. */
const LATE = 6

/** What was filled in for the operation that never went out is what the merge starts from; secrets excepted. */
async function carriedOver(
  now: ChannelBase,
  number: number,
  loaded: ChannelBase,
  form: ConditionsForm,
): Promise<string[]> {
  const carried = await readCarried(now, `R-${number}`)
  if (!carried) return ['what was filled in is gone']
  const typed = listChanges(loaded.base, toSubmission(form, loaded.base)).filter(({ after }) => after.kind !== 'secret')
  const kept = listChanges(carried.base, toSubmission(carried.mine, carried.base))
  const text = (changes: typeof kept) => JSON.stringify(changes.map(({ rank, path, after }) => [rank, path, after]))
  return text(typed) === text(kept) ? [] : [`filled in ${text(typed)}, offered for the merge ${text(kept)}`]
}

/**
 * F24: the channel is changed in the vendor's console between load and save: before the submit, or after it and before the
 * worker looks once more. Every one is found and nothing is sent. What remains is the gap between that look and the write,
 * measured here as a case of its own: the reading after the write must then tell what really stands.
 */
export const changedOutside: OpenScenario = async (stage) => {
  const { drive, stop } = await openDrive()
  const { channelId } = (await stage.control.polyv()).channels.find((one) => one.followsGlobal === 'N') ?? {}
  if (!channelId) throw new Error('no channel')
  const intrude = async (random: Random) => {
    const { rank, fields } = random.one(outsideEdits)(random)
    await stage.control.changePolyv({ channelId, rank, fields })
  }
  const begin = async (random: Random) => {
    await startAnew(stage, channelId)
    const channel = await load(stage, channelId)
    const form = formOf(channel)
    formEdits[random.below(2)]?.(form, random)
    return { channel, form, since: await stage.control.lastSeq() }
  }
  const writes = async (since: number) => (await stage.control.journal({ since, path: WRITE_PATH })).length

  const early = async (random: Random): Promise<string[]> => {
    const { channel, form, since } = await begin(random)
    await intrude(random)
    const result = await submit(stage, channel, form)
    const violations: string[] = []
    if (result.ok || result.code !== 'stale_base') violations.push('a change before the submit was not found')
    else if (!result.detail?.channel) violations.push('the present state was not handed back')
    if ((await writes(since)) > 0) violations.push('something was sent over a change nobody saw')
    return violations
  }
  const late = async (random: Random): Promise<string[]> => {
    const { channel, form, since } = await begin(random)
    const result = await submit(stage, channel, form)
    if (!result.ok) return [`refused: ${result.code}`]
    await intrude(random)
    const violations = (await drive(result.data.operationId)) ? [] : ['not finished']
    const [code] = await sql<{ code: string | null }>('select code from operation_item where operation_id = $1', [
      result.data.operationId,
    ])
    if (code?.code !== 'stale_base') violations.push(`a change after the submit ended as ${code?.code}`)
    if ((await writes(since)) > 0) violations.push('something was sent over a change nobody saw')
    violations.push(...(await carriedOver(await load(stage, channelId), result.data.number, channel, form)))
    return violations
  }
  const inTheGap = async (random: Random): Promise<string[]> => {
    const { channel, form } = await begin(random)
    const result = await submit(stage, channel, form)
    if (!result.ok) return [`refused: ${result.code}`]
    let reads = 0
    const finished = await drive(result.data.operationId, async (id) => {
      const opened = await openConnection(id)
      // Two looks before the write: the channel and the account default. Then somebody slips in.
      const pace = async () => {
        await opened.connection.pace()
        reads += 1
        if (reads === 3) await intrude(random)
      }
      return { ...opened, connection: { ...opened.connection, pace } }
    })
    const { connection } = await openConnection(stage.polyvId)
    const now = await getConditions(connection, { kind: 'channel', channelId })
    const [item] = await itemsOf(result.data.operationId)
    const [known] = await sql<{ number: number }>(
      'select max(number) as number from condition_version where connection_id = $1 and channel_id = $2',
      [stage.polyvId, channelId],
    )
    const after = await load(stage, channelId)
    const violations = finished ? [] : ['not finished']
    if (item?.verdict === 'verified' && (after.version?.number ?? 0) !== known?.number)
      violations.push('verified, yet the channel is not as the reading after the write said')
    if (wholeFingerprint(now) === '') violations.push('not readable')
    return violations
  }
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const violations: string[] = []
      for (let index = 0; index < CASES; index += 1)
        violations.push(...(await (index < LATE ? late(random) : early(random))))
      violations.push(...(await inTheGap(random)).map((violation) => `in the gap: ${violation}`))
      return { runs: CASES, violations: shorten(violations) }
    },
    close: stop,
  }
}
