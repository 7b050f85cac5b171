import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultCredentials } from '../../sandbox/credentials.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { driveSandbox } from './sandbox-driver.ts'

// The vendor's published dummy pair and the reference's eleven vectors.
const account = { appId: 'g4rqgmmjuo', appSecret: 'fsq2k5weced1h8vui657xtdva66whf0g', userId: 'e2f3a4b5c6' }
const timestamp = 1660270926732
const requestId = '66e7ad29fd04425a84c2b2b562d2025b'
const channelId = '1965681'

const vectors: [string, Record<string, string>, string][] = [
  [
    'V1',
    { channelIds: '2477096,2272655', startDay: '2022-05-20', endDay: '2022-06-18' },
    '0D2BDA2FD04D93A2B8832B91FD973C4D',
  ],
  ['V2', { channelId }, '2EB9981302D70B5781C10B27D07A57FB'],
  ['V3', {}, '0545CB7811874FB16247E9A0635B121F'],
  ['V4', { channelId, code: '会员码123', name: '昵称123', rank: '1' }, 'EFD38433C0EA1C1FA313A1B3D9552A8D'],
  ['V5', { channelId, requestId }, '49341591452476E33BBD3CED9A3E5251'],
  ['V6', { channelId, isClear: 'Y', rank: '1' }, 'AD6BDE039B751641FF839C4E61F882A0'],
  ['V7', { channelId, keyword: '张三', page: '1', pageSize: '20', rank: '2' }, '177CC7EFD29C796D13D9F6EEA86DC93F'],
  ['V8', { channelId, rank: '1' }, '55C95E70593D830FDA3FB3E8B1938E89'],
  ['V9', { channelId, customUri: 'http://mywebsite.com/my Page.php?a=1&b=中' }, '5C392E13CC493CD1E5A5ED11CED76005'],
  ['V10', { channelId, enabled: 'N', globalEnabledType: 'auth' }, '5E60812910E6779C5659AF66ECF8566F'],
  ['V11', { channelId, keyword: '', rank: '1' }, '55C95E70593D830FDA3FB3E8B1938E89'],
]

let sandbox: Sandbox
let drive: ReturnType<typeof driveSandbox>

beforeAll(async () => {
  sandbox = await startSandbox({ credentials: { ...defaultCredentials, polyv: account }, seed: 'empty' })
  drive = driveSandbox(sandbox)
  await drive.control('POST', '/clock', { offsetMs: timestamp - Date.now() })
  await drive.control('PATCH', '/state/polyv', { channels: { put: [{ channelId }] } })
})
afterAll(async () => await sandbox.close())

describe.each(vectors)('%s', (_id, params, sign) => {
  const path = '/live/v3/channel/auth/get'

  it('is accepted', async () => {
    expect(await drive.polyv('GET', path, params, { account, timestamp, sign })).toMatchObject({ code: 200 })
  })

  it('is refused when a value, a letter case or the time differs', async () => {
    const refused = { code: 400, message: 'invalid signature.' }
    const changed = { ...params, requestId: 'changed-value' }
    expect(await drive.polyv('GET', path, changed, { account, timestamp, sign })).toMatchObject(refused)
    const lowered = sign.toLowerCase()
    expect(await drive.polyv('GET', path, params, { account, timestamp, sign: lowered })).toMatchObject(refused)
    expect(await drive.polyv('GET', path, params, { account, timestamp: timestamp + 1, sign })).toMatchObject(refused)
  })
})

describe('signing a multipart form', () => {
  it('counts the text fields and not the file', async () => {
    const form = new FormData()
    const fields = { appId: account.appId, timestamp: String(timestamp), channelId, rank: '1' }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('sign', '55C95E70593D830FDA3FB3E8B1938E89')
    form.set('file', new Blob(['not a workbook']), 'list.xls')
    const url = `http://127.0.0.1:${sandbox.ports.polyv}/live/v3/channel/auth/upload-white-list`
    const reply = await (await fetch(url, { method: 'POST', body: form })).json()
    expect(reply).toMatchObject({ code: 400, message: 'whitelist excel parse error.' })
  })
})
