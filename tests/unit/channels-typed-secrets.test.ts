import { describe, expect, it } from 'vitest'
import { keepTypedSecrets, withTypedSecrets } from '@/app/(desk)/channels/[channelId]/typed-secrets'
import type { CarriedMerge } from '@/lib/channels/channel-views-schema'
import { emptyDrafts } from '@/lib/channels/form-schema'
import { baseOf, baseRank, formOf } from './channel-bases'

const base = baseOf(baseRank('custom'), baseRank('code'))
const typed = (customKey: string, authCode: string) => {
  const form = formOf(base)
  form.primary.drafts = { ...emptyDrafts(), custom: { customKey, url: 'https://a.cn' } }
  form.secondary.drafts = { ...emptyDrafts(), code: { authCode, hint: '', imageUrl: '' } }
  return form
}
const carried = (reference: string): CarriedMerge => ({
  reference,
  reason: '工单 1',
  base,
  mine: typed('', ''),
  hadSecret: true,
})

describe('codes and keys typed for a save that was not sent', () => {
  it('come back for the merge of that save, each to its own door', () => {
    keepTypedSecrets('p1:c1', 'R-7', typed('key', 'code'))
    const back = withTypedSecrets('p1:c1', carried('R-7'))
    expect(back.mine).toEqual(typed('key', 'code'))
    expect(back.hadSecret).toBe(false)
  })

  it.each([
    ['another save', 'p1:c1', 'R-8'],
    ['another channel', 'p1:c2', 'R-7'],
    ['another person', 'p2:c1', 'R-7'],
  ])('do not come back for %s', (_of, key, reference) => {
    keepTypedSecrets('p1:c1', 'R-7', typed('key', 'code'))
    expect(withTypedSecrets(key, carried(reference))).toEqual(carried(reference))
  })

  it('are forgotten with the next save', () => {
    keepTypedSecrets('p1:c1', 'R-7', typed('key', ''))
    keepTypedSecrets('p1:c1', 'R-8', typed('', ''))
    expect(withTypedSecrets('p1:c1', carried('R-7')).hadSecret).toBe(true)
  })

  it('of a way that was not chosen are not kept', () => {
    const form = typed('key', '')
    form.primary.type = 'public'
    keepTypedSecrets('p1:c1', 'R-7', form)
    expect(withTypedSecrets('p1:c1', carried('R-7')).mine).toEqual(typed('', ''))
  })
})
