import type { IconName } from '@/components/ui/icon'
import type { ConditionType } from '@/lib/channels/form-schema'

export const typeIcons: Record<ConditionType, IconName> = {
  public: 'globe',
  wx: 'chat',
  code: 'code',
  pay: 'pay',
  phone: 'list',
  info: 'form',
  custom: 'brace',
  external: 'external',
  direct: 'key',
}
