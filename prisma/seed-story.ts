import { randomUUID } from 'node:crypto'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { toSubmission } from '@/lib/channels/form-schema'
import { getChannelForForm } from '@/lib/channels/queries'
import { updateConditions } from '@/lib/channels/update-conditions'
import { db, sql } from '@/lib/db'
import type { ActionResult } from '@/lib/errors'
import { grantDramas } from '@/lib/grants/grant-dramas'
import { forPreview, planGrants } from '@/lib/grants/plan'
import { type Expiry, presetExpiry } from '@/lib/grants/schema'
import type { WriteContext } from '@/lib/write'

/** A licensee of the sandbox, and whether it holds the category without which a grant is refused. */
type StoryLicensee = { appid: string; hasCategory: boolean }

/**
 * What a newcomer finds: two grants, one of them partly refused, and one change of conditions, submitted as the demo
 * manager would. The worker carries them out; nothing here is written past the ledger.
 */
export async function seedStory(wechatId: string, polyvId: string, licensees: readonly StoryLicensee[]): Promise<void> {
  if ((await db.operation.count()) > 0) return
  const context = await managerContext()
  const dramaIds = await grantableDramas(wechatId, 5)
  const able = licensees.filter((licensee) => licensee.hasCategory).map((licensee) => licensee.appid)
  const unable = licensees.filter((licensee) => !licensee.hasCategory).map((licensee) => licensee.appid)
  await changePrice(polyvId, context)
  const grant = (dramas: string[], appids: string[], expiry: Expiry, reason: string) =>
    submitGrant(wechatId, context, { dramaIds: dramas, appids, expiry, reason })
  const until = { kind: 'date', at: presetExpiry('yearEnd', Date.now()) } as const
  await grant(dramaIds.slice(0, 3), able.slice(0, 2), until, '合同 HT-2026-118，首批三部')
  await grant(dramaIds.slice(3), [...able.slice(2, 3), ...unable.slice(0, 1)], until, '工单 5521，补授权两部')
}

async function managerContext(): Promise<WriteContext> {
  const user = await db.user.findUniqueOrThrow({ where: { email: 'manager@demo.local' } })
  const role = 'manager' as const
  const actor = {
    type: 'person' as const,
    id: user.id,
    name: user.name,
    role,
    sessionPrint: null,
    ip: null,
    userAgent: null,
  }
  const session = { user: { id: user.id, name: user.name, email: user.email, role }, sessionId: '', actor }
  return { actor, session, requestId: randomUUID() }
}

async function grantableDramas(connectionId: string, count: number): Promise<string[]> {
  const rows = await sql<{ drama_id: string }>(
    `select drama_id from drama
      where connection_id = $1 and audit_state = 'passed' and play_state = 'playable' and gone_at is null
        and not exists (select 1 from "grant" where "grant".connection_id = $1 and "grant".drama_id = drama.drama_id)
      order by length(drama_id), drama_id limit $2`,
    [connectionId, count],
  )
  return rows.map((row) => row.drama_id)
}

async function submitGrant(
  connectionId: string,
  context: WriteContext,
  choice: { dramaIds: string[]; appids: string[]; expiry: Expiry; reason: string },
): Promise<void> {
  const { reason, ...planned } = choice
  const plan = await planGrants({ connectionId, ...planned }, forPreview)
  const input = {
    connectionId,
    ...planned,
    reason,
    planKey: plan.planKey,
    confirmedCount: null,
    requestKey: randomUUID(),
  }
  expectOk(await grantDramas.run(input, context))
}

/** The first upcoming channel with a whitelist at its first door and a price at its second gets another price. */
async function changePrice(connectionId: string, context: WriteContext): Promise<void> {
  const [found] = await sql<{ channel_id: string }>(
    `select channel_id from channel
      where connection_id = $1 and conditions->0->>'type' = 'phone' and (conditions->0->>'enabled')::boolean
        and conditions->1->>'type' = 'pay' and (conditions->1->>'enabled')::boolean
        and watch_status in ('unStart', 'waiting')
      order by channel_id limit 1`,
    [connectionId],
  )
  if (!found) return
  const loaded = await getChannelForForm(connectionId, found.channel_id)
  if (loaded.state !== 'loaded') throw new Error(`channel ${found.channel_id} of the story cannot be read`)
  await savePrice(loaded.channel, context)
}

async function savePrice(channel: ChannelBase, context: WriteContext): Promise<void> {
  const form = structuredClone({ primary: channel.base.primary.form, secondary: channel.base.secondary.form })
  form.secondary.drafts.pay.price = '29.90'
  const input = {
    connectionId: channel.connectionId,
    channelId: channel.channelId,
    requestKey: randomUUID(),
    base: channel.fingerprint,
    reason: '会员日改价，已与主播确认',
    conditions: toSubmission(form, channel.base),
  }
  expectOk(await updateConditions.run(input, context))
}

function expectOk(result: ActionResult<unknown>): void {
  if (!result.ok) throw new Error(`the story was refused: ${JSON.stringify(result)}`)
}
