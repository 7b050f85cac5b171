'use client'
import { type Control, useWatch } from 'react-hook-form'
import { listChanges } from '@/lib/channels/changes-schema'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { rankNames, toSubmission } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'

/** What a save would send and change right now, and whose whitelists matter for it. */
export function useCurrentChanges(control: Control<FormValues>, channel: ChannelBase) {
  const [primary, secondary] = useWatch({ control, name: ['primary', 'secondary'] })
  const submission = toSubmission({ primary, secondary }, channel.base)
  const needs = rankNames.map((name, index) => {
    const rank = submission[name]
    return rank?.enabled && rank.settings.type === 'phone' ? String(index + 1) : ''
  })
  return {
    submission,
    changes: listChanges(channel.base, submission),
    whitelists: needs.join('') as '' | '1' | '2' | '12',
  }
}
