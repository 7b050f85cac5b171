import { describe, expect, it } from 'vitest'
import { type SignedValues, sign } from '@/lib/polyv/sign'
import { Secret } from '@/lib/secrets/secret'

const secret = new Secret('fsq2k5weced1h8vui657xtdva66whf0g')
const common = { appId: 'g4rqgmmjuo', timestamp: '1660270926732' }
const channel = { channelId: '1965681' }

const vectors: [string, SignedValues, string][] = [
  [
    'V1',
    { channelIds: '2477096,2272655', startDay: '2022-05-20', endDay: '2022-06-18' },
    '0D2BDA2FD04D93A2B8832B91FD973C4D',
  ],
  ['V2', channel, '2EB9981302D70B5781C10B27D07A57FB'],
  ['V3', {}, '0545CB7811874FB16247E9A0635B121F'],
  ['V4', { ...channel, code: '会员码123', name: '昵称123', rank: '1' }, 'EFD38433C0EA1C1FA313A1B3D9552A8D'],
  ['V5', { ...channel, requestId: '66e7ad29fd04425a84c2b2b562d2025b' }, '49341591452476E33BBD3CED9A3E5251'],
  ['V6', { ...channel, isClear: 'Y', rank: '1' }, 'AD6BDE039B751641FF839C4E61F882A0'],
  ['V7', { ...channel, keyword: '张三', page: '1', pageSize: '20', rank: '2' }, '177CC7EFD29C796D13D9F6EEA86DC93F'],
  ['V8', { ...channel, rank: '1' }, '55C95E70593D830FDA3FB3E8B1938E89'],
  ['V9', { ...channel, customUri: 'http://mywebsite.com/my Page.php?a=1&b=中' }, '5C392E13CC493CD1E5A5ED11CED76005'],
  ['V10', { ...channel, enabled: 'N', globalEnabledType: 'auth' }, '5E60812910E6779C5659AF66ECF8566F'],
  ['V11', { ...channel, keyword: '', rank: '1' }, '55C95E70593D830FDA3FB3E8B1938E89'],
]

describe('signature', () => {
  it.each(vectors)('%s', (_, values, expected) => {
    expect(sign({ ...common, ...values }, secret)).toBe(expected)
  })

  it('does not depend on the order values are given in', () => {
    const [, values, expected] = vectors[6] ?? ['', {}, '']
    expect(sign(Object.fromEntries(Object.entries({ ...values, ...common }).reverse()), secret)).toBe(expected)
  })

  it('changes with any signed value', () => {
    expect(sign({ ...common, channelId: '1965682' }, secret)).not.toBe('2EB9981302D70B5781C10B27D07A57FB')
  })
})
