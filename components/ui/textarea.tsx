'use client'
import type { ComponentProps } from 'react'
import { useFieldWiring } from './field'

export function Textarea({ changed, id, rows = 3, ...rest }: ComponentProps<'textarea'> & { changed?: boolean }) {
  return (
    <span className="control" data-changed={changed}>
      <textarea
        rows={rows}
        className="field-sizing-content resize-y py-1.5 leading-5"
        {...useFieldWiring({ id })}
        {...rest}
      />
    </span>
  )
}
