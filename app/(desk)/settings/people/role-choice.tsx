'use client'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { type RoleName, roleNames } from '@/lib/people/schema'

type Props = { value: RoleName; onValueChange: (role: RoleName) => void; label: string }

/** The roles, the weakest first, each with what it may do. */
export function RoleChoice({ value, onValueChange, label }: Props) {
  const t = useTranslations('people')
  const options = roleNames.toReversed().map((role) => ({
    value: role,
    label: t(`role.${role}`),
    hint: t(`roleDetail.${role}`),
  }))
  return (
    <Field label={label} group>
      <RadioGroup value={value} onValueChange={onValueChange} options={options} stacked />
    </Field>
  )
}
