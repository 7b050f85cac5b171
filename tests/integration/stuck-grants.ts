import { inDays } from './grant-desk'
import { choose, desk, finished, submit } from './grant-ledger'

const seconds = async (operationId: string) => {
  const [row] = await desk.sql<{ at: string }>(
    `select intent->>'expiresAt' as at from operation_item where operation_id = $1 limit 1`,
    [operationId],
  )
  return Number(row?.at)
}

/** Held until one date, granted again until another while the upstream keeps what it has. */
export async function stuck(dramas: number, regrant: 'keep-old' | 'error' = 'keep-old') {
  const choice = await choose(dramas, 1)
  const [appid = ''] = choice.appids
  const put = choice.dramaIds.map((dramaId) => ({
    drama_id: dramaId,
    authorized_appid: appid,
    authorized_time: 1,
    authz_expire_time: inDays(40),
    writes: 1,
  }))
  await desk.control.changeWechat({ grants: { put } })
  await desk.control.switches({ regrant })
  const { result } = await submit(choice)
  if (!result.ok) throw new Error(JSON.stringify(result))
  const parentId = result.data.operationId
  return { ...choice, appid, parentId, first: await finished(parentId), wanted: await seconds(parentId) }
}
