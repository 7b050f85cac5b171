'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import type { ReactNode } from 'react'
import { useFieldWiring } from './field'
import { Icon } from './icon'

type ComboboxOption = {
  value: string
  label: string
  detail?: ReactNode
  /** Why it cannot be picked; the option stays visible. */
  blocked?: ReactNode
}

type ComboboxProps = {
  /** Found for the current search text; searching is the caller's work. */
  options: readonly ComboboxOption[]
  searchText: string
  onSearchTextChange: (text: string) => void
  onPick: (option: ComboboxOption) => void
  /** Said while searching, on a failed search, or how many were found. */
  status?: ReactNode
  emptyText: ReactNode
  placeholder?: string
  ariaLabel?: string
  disabled?: boolean
  suffix?: ReactNode
}

/** A search field that hands over what is picked and empties itself, ready for the next. */
export function Combobox({
  options,
  searchText,
  onSearchTextChange,
  onPick,
  status,
  emptyText,
  placeholder,
  ariaLabel,
  disabled,
  suffix,
}: ComboboxProps) {
  const wiring = useFieldWiring()
  return (
    <Base.Root
      items={options as ComboboxOption[]}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      isItemEqualToValue={(item: ComboboxOption, value: ComboboxOption) => item.value === value.value}
      filter={null}
      value={null as ComboboxOption | null}
      onValueChange={(option) => {
        if (option) onPick(option)
      }}
      inputValue={searchText}
      onInputValueChange={(text, { reason }) => onSearchTextChange(reason === 'item-press' ? '' : text)}
      disabled={disabled ?? false}
    >
      <Base.InputGroup className="control">
        <Icon name="search" small className="text-ink-3" />
        <Base.Input placeholder={placeholder} aria-label={ariaLabel} {...wiring} />
        {suffix ? <span className="shrink-0 text-12 text-ink-3">{suffix}</span> : null}
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className="popup max-h-[min(var(--available-height),360px)] w-(--anchor-width) overflow-y-auto p-1">
            {status ? <Base.Status className="px-2.5 py-1.5 text-12 text-ink-3">{status}</Base.Status> : null}
            <Base.Empty className="empty:hidden">
              <div className="px-2.5 py-2 text-ink-3">{emptyText}</div>
            </Base.Empty>
            <Base.List>
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} disabled={Boolean(option.blocked)} className="option">
                  <span className="clip">{option.label}</span>
                  {option.detail ? <span className="mono shrink-0 text-ink-3">{option.detail}</span> : null}
                  {option.blocked ? (
                    <span className="ml-auto flex shrink-0 items-center gap-1 text-12">
                      <Icon name="block" small />
                      {option.blocked}
                    </span>
                  ) : null}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
