import type { ChannelChange } from '@/lib/channels/apply-schema'

export const TEMPLATE_NAME_MAX = 40
export const TEMPLATE_NOTE_MAX = 200

/** A template as a screen knows it: no secret, only which there are. */
export type TemplateView = {
  id: string
  name: string
  note: string
  content: ChannelChange & { secrets: string[] }
  version: number
  updatedBy: string
  updatedAt: string
  isArchived: boolean
}
