import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'

type SearchFormProps = {
  action: string
  q: string
  /** What is chosen by links, and rides along hidden. */
  kept: Record<string, string | null | undefined | false>
  label: string
  placeholder?: string
  submit: string
  className?: string
}

/** A plain form: the address says what was searched for, and it works before any script runs. */
export function SearchForm({
  action,
  q,
  kept,
  label,
  placeholder = label,
  submit,
  className = 'max-w-[560px]',
}: SearchFormProps) {
  return (
    <search>
      <form action={action} className={`flex gap-2 ${className}`}>
        {Object.entries(kept).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <Input
          name="q"
          type="search"
          key={q}
          defaultValue={q}
          maxLength={100}
          aria-label={label}
          placeholder={placeholder}
          prefix={<Icon name="search" small />}
          boxClassName="flex-1"
        />
        <Button type="submit">{submit}</Button>
      </form>
    </search>
  )
}
