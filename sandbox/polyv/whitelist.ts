import type { Call, Reply } from '../http.ts'
import type { Change } from '../storage.ts'
import type { World } from '../world.ts'
import { readRank } from './conditions.ts'
import { countCharacters } from './limits.ts'
import { type Member, membersOf, type PolyvAccount } from './model.ts'
import { readPaging } from './paging.ts'
import { ok, PolyvError } from './reply.ts'
import { findScope } from './scope.ts'

type Params = Map<string, string>
type List = { collection: string; scopeName: string | null; rank: 1 | 2 }

/** POST /live/v3/channel/auth/add-white-list */
export function addMember(world: World, call: Call, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const member = { code: readText(params, 'code', true), name: readText(params, 'name', false) }
  const key = memberKey(world, member.code)
  const isKnown = world.store.get(list.collection, key) !== undefined
  if (isKnown && world.switches.text('whitelistDuplicate') === 'error')
    throw new PolyvError(400, 'param validate error')
  checkRoom(world, list, isKnown ? 0 : 1)
  const changes: Change[] = [[list.collection, key, member]]
  call.commit(changes, [{ action: 'add_member', channelId: list.scopeName, rank: list.rank, code: member.code }])
  return ok('v3', 'success')
}

/** GET /live/v3/channel/auth/get-white-list: newest first. */
export function listMembers(world: World, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const { page, pageSize } = readPaging(params, 'page', 10, 1000)
  const keyword = (params.get('keyword') ?? '').toLowerCase()
  const at = Date.now() - world.switches.number('polyvReplicaLagMs')
  const members = world.store
    .valuesAsOf<Member>(list.collection, at)
    .toReversed()
    .filter((member) => `${member.code}\n${member.name}`.toLowerCase().includes(keyword))
  const contents = members
    .slice((page - 1) * pageSize, page * pageSize)
    .map((member) => ({ phone: member.code, name: member.name }))
  return ok('v3', { pageNumber: page, totalPages: Math.ceil(members.length / pageSize), pageSize, contents })
}

/** POST /live/v3/channel/auth/update-white-list */
export function updateMember(world: World, call: Call, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const oldKey = memberKey(world, readText(params, 'oldCode', true))
  const code = readText(params, 'code', true)
  const name = readText(params, 'name', false)
  const held = world.store.get<Member>(list.collection, oldKey)
  if (!held) {
    if (world.switches.text('whitelistUnknownUpdate') === 'ignore') return ok('v3', 'success')
    throw new PolyvError(400, 'param validate error')
  }
  const key = memberKey(world, code)
  if (key !== oldKey && world.store.get(list.collection, key)) throw new PolyvError(400, 'param validate error')
  const changes: Change[] = [[list.collection, key, { code, name: name || held.name }]]
  if (key !== oldKey) changes.unshift([list.collection, oldKey, null])
  call.commit(changes, [{ action: 'update_member', channelId: list.scopeName, rank: list.rank, code }])
  return ok('v3', 'success')
}

/** POST /live/v3/channel/auth/delete-white-list: one code a call, or all. */
export function deleteMember(world: World, call: Call, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const isClear = params.get('isClear') ?? ''
  if (isClear === '') throw new PolyvError(400, 'param should not be empty: isClear')
  if (isClear !== 'Y' && isClear !== 'N') throw new PolyvError(400, 'param is not boolean (Y / N)')
  if (isClear === 'Y') {
    const all = world.store.values<Member>(list.collection)
    const changes = all.map((member): Change => [list.collection, memberKey(world, member.code), null])
    call.commit(changes, [{ action: 'clear_members', channelId: list.scopeName, rank: list.rank }])
    return ok('v3', 'success')
  }
  const code = readText(params, 'code', true)
  const key = memberKey(world, code)
  if (world.store.get(list.collection, key)) {
    call.commit(
      [[list.collection, key, null]],
      [{ action: 'delete_member', channelId: list.scopeName, rank: list.rank, code }],
    )
  } else if (world.switches.text('whitelistUnknownDelete') === 'error') {
    throw new PolyvError(400, 'param validate error')
  }
  return ok('v3', 'success')
}

/** POST /live/v3/channel/auth/upload-white-list: legacy .xls is not read here, so every file is refused. */
export function uploadMembers(world: World, account: PolyvAccount, params: Params): Reply {
  findList(world, account, params)
  throw new PolyvError(400, 'whitelist excel parse error.')
}

/** GET /live/v3/channel/auth/download-white-list: bare bytes. */
export function downloadMembers(world: World, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const rows = world.store.values<Member>(list.collection).map((member) => `${member.code}\t${member.name}`)
  const body = Buffer.from(`白名单\n会员码\t昵称（备注）\n${rows.join('\n')}\n`, 'utf8')
  return { status: 200, body, contentType: 'application/vnd.ms-excel' }
}

/** POST /live/v3/channel/auth/batch-add-white-list */
export function addMembers(world: World, call: Call, account: PolyvAccount, params: Params): Reply {
  const list = findList(world, account, params)
  const members = readBatch(call.body)
  const most = world.switches.number('whitelistBatchMax')
  if (most > 0 && members.length > most) throw new PolyvError(400, 'param length is incorrect: whiteLists')
  const changes = members.map((member): Change => [list.collection, memberKey(world, member.code), member])
  checkRoom(world, list, changes.length)
  const codes = members.map((member) => member.code)
  call.commit(changes, [{ action: 'add_members', channelId: list.scopeName, rank: list.rank, codes }])
  return ok('v3', '')
}

function findList(world: World, account: PolyvAccount, params: Params): List {
  const scope = findScope(world.store, account, params)
  const rank = readRank(params)
  const scopeName = scope.kind === 'channel' ? scope.channel.channelId : null
  return { collection: membersOf(scope, rank), scopeName, rank }
}

function memberKey(world: World, code: string): string {
  return world.switches.isOn('whitelistCaseSensitive') ? code : code.toLowerCase()
}

function checkRoom(world: World, list: List, added: number): void {
  const limit = world.switches.number('whitelistMax')
  if (limit > 0 && world.store.values(list.collection).length + added > limit) {
    throw new PolyvError(400, 'number range error')
  }
}

function readText(params: Params, name: string, isRequired: boolean): string {
  const value = params.get(name) ?? ''
  if (isRequired && value.trim() === '') throw new PolyvError(400, `param should not be empty: ${name}`)
  if (countCharacters(value) > 50) throw new PolyvError(400, `param length is incorrect: ${name}`)
  return value
}

function readBatch(body: Buffer): Member[] {
  const refusal = new PolyvError(400, 'whitelist validate error')
  let parsed: { whiteLists?: unknown } | null
  try {
    parsed = JSON.parse(body.toString('utf8')) as { whiteLists?: unknown } | null
  } catch {
    throw new PolyvError(400, 'json format error')
  }
  const rows: unknown = parsed?.whiteLists
  if (!Array.isArray(rows) || rows.length === 0) throw refusal
  return rows.map((row: unknown) => {
    const { code, name } = (row ?? {}) as Record<string, unknown>
    if (typeof code !== 'string' || typeof name !== 'string' || code === '' || name === '') throw refusal
    if (countCharacters(code) > 50 || countCharacters(name) > 50) throw refusal
    return { code, name }
  })
}
