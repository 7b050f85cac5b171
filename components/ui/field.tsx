'use client'
import clsx from 'clsx'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { CodePointCounter } from './code-point-counter'
import { Icon } from './icon'

type Wiring = { id: string; labelId: string; describedBy: string | undefined; invalid: boolean }

const FieldContext = createContext<Wiring | null>(null)

/** The aria attributes a control takes over from the Field around it. */
export function useFieldWiring(own: { id?: string | undefined } = {}) {
  const wiring = useContext(FieldContext)
  return {
    id: own.id ?? wiring?.id,
    'aria-describedby': wiring?.describedBy,
    'aria-invalid': wiring?.invalid || undefined,
  }
}

/** For groups (radios, switches in a row) that a `<label for>` cannot name. */
export function useFieldLabelId() {
  return useContext(FieldContext)?.labelId
}

export type FieldProps = {
  label: ReactNode
  children: ReactNode
  id?: string
  hint?: ReactNode
  error?: ReactNode
  /** Length against its limit, shown at the right of the label. */
  count?: { value: string; max: number }
  /** What stood here before, shown once it was changed. */
  was?: ReactNode
  optional?: string
  /** The child is a group of controls, not one control. */
  group?: boolean
  className?: string
}

export function Field({ label, children, id, hint, error, count, was, optional, group, className }: FieldProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  const hintId = hint ? `${fieldId}-hint` : undefined
  const errorId = error ? `${fieldId}-error` : undefined
  const labelId = `${fieldId}-label`
  const Name = group ? 'span' : 'label'
  return (
    <FieldContext.Provider
      value={{
        id: fieldId,
        labelId,
        describedBy: [errorId, hintId].filter(Boolean).join(' ') || undefined,
        invalid: Boolean(error),
      }}
    >
      <div className={clsx('grid content-start gap-1', className)}>
        <div className="flex items-baseline justify-between gap-2 text-12 font-medium text-ink-2">
          <Name id={labelId} {...(group ? {} : { htmlFor: fieldId })}>
            {label}
            {optional ? <span className="ml-2 font-normal text-ink-3">{optional}</span> : null}
          </Name>
          {was || count ? (
            <span className="flex min-w-0 items-baseline gap-2.5">
              {was ? <span className="min-w-0 text-azurite">{was}</span> : null}
              {count ? <CodePointCounter value={count.value} max={count.max} /> : null}
            </span>
          ) : null}
        </div>
        {children}
        {error ? (
          <p id={errorId} className="flex gap-1.5 text-12 text-cinnabar">
            <Icon name="cross" small className="mt-0.5" />
            <span>{error}</span>
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-12 text-ink-3">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext.Provider>
  )
}
